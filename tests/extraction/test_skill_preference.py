"""Required or preferred in the many ways that lines of postings say it. All wording is the project's own."""

from __future__ import annotations

import pytest

from postings.extraction.document import Document, Format, Line, LineKind, Zone, read_document
from postings.extraction.skills import find

# text || required || preferred
LINES = """
Beneficial: knowledge of Redis and Kafka || || Redis, Kafka
Beneficial knowledge of Redis or Memcached || || Redis, Memcached
Helpful: Jenkins, Ansible || || Jenkins, Ansible
Useful but not required: Perl || || Perl
Prefer - Azure DevOps || || Azure DevOps
Preferred - Azure DevOps, Terraform || || Azure DevOps, Terraform
Preferred, but not required: Kotlin || || Kotlin
[Nice-to-have] Experience in Kafka || || Kafka
(BONUS) Experience with Sass || || Sass
(Bonus) Docker - (Bonus) Kubernetes || || Docker, Kubernetes
(Preferred) Kafka || || Kafka
(optional) Terraform || || Terraform
(a plus) Terraform || || Terraform
Knowledge of Django, Flask (bonus: Terraform) || Django, Flask || Terraform
Python (Django a plus) || Python || Django
Our services are written in Go and Scala. Familiarity with these is a plus. || || Go, Scala
We use React and Redux. Experience with any of these technologies is a bonus. || || React, Redux
We run on Kubernetes and Helm; experience with this stack is a plus but not a must. || || Kubernetes, Helm
Backend in Elixir, frontend in Elm. You don't need to know them already. || Elixir, Elm ||
Customer tools (Zendesk, Intercom, Salesforce) (preferred). || || Zendesk, Intercom, Salesforce
Cloud providers (AWS - preferred, bonus for Azure and GCP) || || AWS, Azure, GCP
Data Engineer (SQL + dbt; Airflow, Spark helpful) || SQL, dbt || Airflow, Apache Spark
Ideal candidates would also have Kafka experience || || Kafka
You know one or more languages such as Java, Kotlin or Scala, with an in-depth knowledge of Clojure being a valuable plus || Java, Kotlin, Scala || Clojure
Android or iOS development (ideally both) || Android, iOS ||
You are strong in Rails or React (even better if both) || Ruby on Rails, React ||
Go or Rust, both is a bonus || Go, Rust ||
Go or Rust; knowing both is a plus || Go, Rust ||
Windows and Linux experts are welcome || Windows, Linux ||
Python developers welcome || Python ||
Java knowledge welcome || || Java
Knowledge of Kafka is welcome, not required || || Kafka
Familiarity with Snowflake is welcome || || Snowflake
Experience with Docker would be warmly welcomed || || Docker
Experience with Docker is a definite plus || || Docker
Docker experience counts in your favour || || Docker
Docker experience counts as a plus || || Docker
Docker and Kubernetes - big plus! || || Docker, Kubernetes
Docker (big plus) || || Docker
Java required, Kotlin is nice || Java || Kotlin
Must know Java; Kotlin nice || Java || Kotlin
Kotlin, if you have it || || Kotlin
Experience with PostgreSQL, and if possible TimescaleDB || PostgreSQL || TimescaleDB
PostgreSQL and, if possible, TimescaleDB || PostgreSQL || TimescaleDB
Knowledge of SAP is an added bonus || || SAP
Knowledge of SAP is an added advantage || || SAP
SAP knowledge would be advantageous although training will be given || || SAP
SAP experience desired || || SAP
SAP experience highly desired || || SAP
SAP exp a + || || SAP
SAP experience is a + || || SAP
SAP experience is a big + || || SAP
Java (+ Kotlin) || Java, Kotlin ||
Bonus: Rust || || Rust
Bonus - experience with Rust and WebAssembly || || Rust, WebAssembly
Bonuses: Rust, WebAssembly || || Rust, WebAssembly
Extra credit: Rust || || Rust
Extra credit for Rust || || Rust
Brownie points for Rust or Zig || || Rust, Zig
Gold star if you know Rust || || Rust
Super bonus: GraphQL || || GraphQL
Double bonus if you have worked with GraphQL || || GraphQL
Nice: GraphQL || || GraphQL
Plus: GraphQL || || GraphQL
+ GraphQL is a plus || || GraphQL
Pluses: GraphQL, gRPC || || GraphQL, gRPC
You get bonus points for Terraform || || Terraform
Additional points for Terraform || || Terraform
It would be great if you knew Terraform too || || Terraform
It'd be great if you know Terraform || || Terraform
It'd be awesome if you have used Terraform || || Terraform
We'd love it if you had Terraform experience || || Terraform
We'd love to see some Terraform experience || || Terraform
We would be excited to see Terraform on your CV || || Terraform
If you know Terraform, even better || || Terraform
If you have used Terraform, that's a plus || || Terraform
If you've worked with Terraform that would be great || || Terraform
Even better if you know Terraform || || Terraform
Terraform would also be nice || || Terraform
Terraform wouldn't hurt || || Terraform
A little Terraform doesn't hurt || || Terraform
Some knowledge of Terraform can be useful || || Terraform
Terraform would be useful || || Terraform
Terraform is useful but can be learned on the job || || Terraform
Interest in learning Rust || Rust ||
You might also have experience with Figma and Sketch || || Figma, Sketch
You may also have worked with Figma || || Figma
You may have worked with Figma or Sketch before || || Figma, Sketch
You might have experience of Figma || || Figma
Experience in either Figma or Sketch is looked on favourably || || Figma, Sketch
Those with Epic experience will be given preference || || Epic
Preference given to candidates with ACLS and TNCC || || ACLS, TNCC
Candidates with PMP will be preferred || || PMP
RN license required. BSN preferred. || RN license || BSN
Active RN license required, ACLS and PALS preferred || RN license || ACLS, PALS
BLS required; ACLS within 6 months of hire || BLS, ACLS ||
Current BLS (ACLS preferred but not required) || BLS || ACLS
Class A CDL required, Hazmat endorsement a plus || CDL Class A || Hazmat endorsement
CDL Class A with Hazmat (preferred) and Tanker endorsements || CDL Class A, Tanker endorsement || Hazmat endorsement
CPA preferred || || CPA
CPA or CMA a plus || || CPA, CMA
QuickBooks a must, Xero a plus || QuickBooks || Xero
QuickBooks experience required, NetSuite experience preferred, Sage Intacct a plus || QuickBooks || NetSuite, Sage Intacct
Strong Excel skills; Tableau or Power BI a plus || Microsoft Excel || Tableau, Power BI
Proficient in Figma, Sketch, or similar; After Effects a bonus || Figma, Sketch || Adobe After Effects
Figma mastery; knowledge of HTML/CSS is a nice bonus || Figma || HTML, CSS
Python, ideally with FastAPI or Django || Python || FastAPI, Django
Python; ideally also Go || Python || Go
Python (ideally 3.10+) || Python ||
AWS (preferred), GCP or Azure || GCP, Azure || AWS
AWS preferred, GCP or Azure acceptable || GCP, Azure || AWS
Cloud experience, preferably AWS or GCP || || AWS, GCP
Preferably experience with Rust || || Rust
Rust strongly preferred || || Rust
5+ years of Java, Spring preferred || Java || Spring
5+ years with Java and Spring Boot, Kafka and Redis experience is a plus || Java, Spring Boot || Kafka, Redis
Java, Spring Boot, and knowledge of Kafka is a plus || Java, Spring Boot || Kafka
Experience with Java or Kotlin. Knowledge of Kafka or RabbitMQ is beneficial. || Java, Kotlin || Kafka, RabbitMQ
Experience with MySQL (PostgreSQL is fine too) || MySQL, PostgreSQL ||
No Rust experience necessary || ||
Rust experience not necessary but welcome || || Rust
Rust is not required but a plus || || Rust
Not a must, but nice: Rust and Nix || || Rust, Nix
Kafka – optional || || Kafka
Kafka (desirable), Redis (essential) || Redis || Kafka
Essential: Java, SQL. Desirable: Kafka, Redis. || Java, SQL || Kafka, Redis
Must have: Java, SQL. Nice to have: Kafka, Redis. || Java, SQL || Kafka, Redis
Must haves - Java, SQL; nice to haves - Kafka, Redis || Java, SQL || Kafka, Redis
Required: Java, SQL. Preferred: Kafka, Redis. || Java, SQL || Kafka, Redis
Requirements: Java, SQL. Bonus: Kafka, Redis. || Java, SQL || Kafka, Redis
Stack: Java, SQL | Bonus: Kafka || Java, SQL || Kafka
Skills: Java, SQL (must), Kafka, Redis (nice to have) || Java, SQL || Kafka, Redis
Java - required, Kafka - preferred || Java || Kafka
Java (required), Kafka (preferred), Redis (preferred) || Java || Kafka, Redis
Python (5 years), Rust (a plus), Go (a plus) || Python || Rust, Go
PMP certification preferred; CSM a plus || || Certified ScrumMaster, PMP
Advanced Excel (pivot tables, VLOOKUP), with SQL a strong plus || Microsoft Excel, Pivot tables, VLOOKUP || SQL
""".strip().splitlines()


def names(words: str) -> set[str]:
    return {name for part in words.split(",") if (name := part.strip())}


def split(document: Document) -> tuple[set[str], set[str]]:
    required, preferred = find(document, None)
    return {finding.value for finding in required}, {finding.value for finding in preferred}


@pytest.mark.parametrize("row", LINES, ids=[row.split("||")[0].strip() for row in LINES])
def test_a_line_says_what_it_requires_and_what_it_would_like(row: str) -> None:
    text, required, preferred = (part.strip() for part in row.split("||"))
    line = Line(0, len(text), text, LineKind.PLAIN, 0, Zone.REQUIRED)
    assert split(Document(text, Format.PLAIN, text, (line,), (), ())) == (names(required), names(preferred))


POSTING = """Loom Operator Software Engineer
Weft & Warp, Leeds

About the job:
You keep our looms running.

{body}
"""


def test_a_wish_under_a_list_is_for_the_list() -> None:
    body = "Our stack:\n- Python, Django\n- PostgreSQL\n\nExperience in any of these would be a plus."
    assert split(read_document(POSTING.format(body=body))) == (set(), {"Python", "Django", "PostgreSQL"})


def test_a_wish_of_its_own_under_a_list_leaves_the_list_alone() -> None:
    body = "You know:\n- Python, Django\n- PostgreSQL\n\nA sense of humour would be a plus."
    assert split(read_document(POSTING.format(body=body))) == ({"Python", "Django", "PostgreSQL"}, set())


def test_a_sentence_that_demands_the_list_below_it_outweighs_a_wish_elsewhere() -> None:
    body = "Must have worked with:\n- MySQL\n- Git\n\nBonuses:\n- MySQL tuning\n- Redis"
    assert split(read_document(POSTING.format(body=body))) == ({"MySQL", "Git"}, {"Redis"})

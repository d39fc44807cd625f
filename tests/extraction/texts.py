"""Texts written for the tests of extraction: fictional firms, one posting in several forms."""

from __future__ import annotations

import json

MARKDOWN = """\
# [Senior Backend Engineer](https://board.example/apply/senior-backend-engineer-1203)
### Heronfield Labs
#### `💰 €70,000 – €85,000 per year` `🌎 Berlin, Germany`

**About Heronfield Labs**

At Heronfield Labs, we build tide forecasts for small harbours. It’s quiet work, and it keeps boats afloat.

## What you'll do

* Design and run our Python services
* Keep PostgreSQL fast

## Requirements

* 5+ years of experience with Python
* Bachelor's degree in Computer Science
* Docker

## Nice to have

* Kafka

## Benefits

* 30 days of holiday

Heronfield Labs is an equal opportunity employer.

## CLICK TO [APPLY](https://board.example/apply/senior-backend-engineer-1203)
"""

PLAIN = """\
Warehouse Supervisor
Pinegrove Freight
Leeds, UK
Salary: £31,000 - £34,000 per year
Job Type: Full-time

Pinegrove Freight is looking for a Warehouse Supervisor to lead the late shift at our Leeds depot.

Responsibilities:
- Plan the loading of twelve lorries a night
- Train new colleagues

Requirements:
- 2 years of experience in a warehouse
- Forklift licence

To apply, send your CV to jobs@pinegrove-freight.example by 14 March 2026.
"""

HTML_JSON_LD = (
    """<!DOCTYPE html><html lang="en"><head><title>Dental Nurse job in Cork | Findwork</title>
<link rel="canonical" href="https://findwork.example/jobs/dental-nurse-8841">
<script type="application/ld+json">"""
    + json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "title": "Dental Nurse",
            "datePosted": "2026-02-03",
            "validThrough": "2026-04-01T23:59:00+00:00",
            "identifier": {"@type": "PropertyValue", "name": "Brookside", "value": "DN-8841"},
            "hiringOrganization": {"@type": "Organization", "name": "Brookside Dental"},
            "jobLocation": {"@type": "Place", "address": {"addressLocality": "Cork", "addressCountry": "IE"}},
            "employmentType": "PART_TIME",
            "description": "&lt;p&gt;Brookside Dental is looking for a Dental "
            "Nurse.&lt;/p&gt;&lt;h3&gt;Requirements&lt;/h3&gt;"
            "&lt;ul&gt;&lt;li&gt;A diploma in dental nursing&lt;/li&gt;&lt;li&gt;1 year of "
            "experience&lt;/li&gt;&lt;/ul&gt;"
            "&lt;p&gt;You will assist two dentists and look after the instruments, three days a "
            "week.&lt;/p&gt;",
        }
    )
    + """</script></head><body><nav><a href="/login">Sign in</a></nav><h1>Dental Nurse</h1><p>Apply</p>
<aside><h2>Similar jobs</h2><p>Receptionist, €15 an hour</p></aside></body></html>"""
)

COMMENT = (
    "Quillstack | Data Engineer | Lisbon, Portugal | ONSITE | Full-time "
    "| €45k-€60k<p>We&#x27;re a team of nine and "
    "build ledgers for food co-ops. You&#x27;ll own our pipelines in Python and SQL.<p>Apply here: "
    '<a href="https:&#x2F;&#x2F;jobs.lever.co&#x2F;quillstack&#x2F;1a2b" '
    'rel="nofollow">https:&#x2F;&#x2F;jobs.lever.co&#x2F;'
    "quillstack&#x2F;1a…</a>"
)

GREENHOUSE = json.dumps(
    {
        "id": 4410022,
        "title": "Product Designer",
        "absolute_url": "https://boards.greenhouse.io/lanternworks/jobs/4410022",
        "location": {"name": "Toronto, Canada"},
        "updated_at": "2026-01-12T10:00:00-05:00",
        "company_name": "Lanternworks",
        "content": "&lt;p&gt;You will design our "
        "checkout.&lt;/p&gt;&lt;h2&gt;Requirements&lt;/h2&gt;&lt;ul&gt;&lt;li&gt;Figma"
        "&lt;/li&gt;&lt;li&gt;3 years of experience&lt;/li&gt;&lt;/ul&gt;",
    }
)

LEVER = json.dumps(
    {
        "additionalPlain": "We value rest.",
        "additional": "<p>We value rest.</p>",
        "categories": {"commitment": "Full-time", "location": "Austin, TX", "team": "Support"},
        "descriptionPlain": "Marlow Desk sells help desks. Join us.",
        "description": "<div>Marlow Desk sells help desks. Join us.</div>",
        "id": "77aa",
        "lists": [{"text": "What you'll need", "content": "<li>Zendesk</li><li>2 years of experience</li>"}],
        "text": "Support Engineer",
        "hostedUrl": "https://jobs.lever.co/marlowdesk/77aa",
        "applyUrl": "https://jobs.lever.co/marlowdesk/77aa/apply",
    }
)

CSV = (
    "title,company,location,description,url\n"
    'Line Cook,Tamarind Table,"Portland, OR","We need a cook.\nRequirements:\n- 1 year of experience\n- '
    'Food handler ""card""",'
    "https://jobs.example/line-cook-77\n"
)

POSTINGS = {
    "markdown": MARKDOWN,
    "plain": PLAIN,
    "html": HTML_JSON_LD,
    "comment": COMMENT,
    "greenhouse": GREENHOUSE,
    "lever": LEVER,
    "csv": CSV,
}

"""The settings as each mode reads them, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.processes import plain_environment

BASE_DIR = Path(__file__).resolve().parent.parent
NEEDED = {"PRODUCTION": "1", "SECRET_KEY": "a-long-random-word-" * 4, "ALLOWED_HOSTS": "jobs.example"}


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """``manage.py`` with nothing of ours in the environment but what is given."""
    return subprocess.run(
        [sys.executable, "-W", "error", str(BASE_DIR / "manage.py"), *arguments],
        env=plain_environment(**variables),
        capture_output=True,
        text=True,
        check=False,
    )


def read(*names: str, **variables: str) -> dict[str, Any]:
    """Settings by name."""
    code = (
        "import json; from django.conf import settings; "
        f"print(json.dumps({{name: getattr(settings, name, None) for name in {names!r}}}, default=str))"
    )
    result = run("shell", "--no-imports", "-c", code, **variables)
    assert result.returncode == 0, result.stderr
    return dict(json.loads(result.stdout))


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, ["SECRET_KEY", "ALLOWED_HOSTS"]),
        ({"SECRET_KEY": "x" * 60}, ["ALLOWED_HOSTS"]),
        ({"ALLOWED_HOSTS": "jobs.example"}, ["SECRET_KEY"]),
        ({"SECRET_KEY": "", "ALLOWED_HOSTS": "jobs.example"}, ["SECRET_KEY"]),
        ({"DEBUG": "1", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "jobs.example"}, ["DEBUG"]),
    ],
)
def test_production_refuses_to_start_and_says_what_is_missing(
    given: dict[str, str], missing: list[str]
) -> None:
    result = run("check", PRODUCTION="1", **given)
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    for word in missing:
        assert word in result.stderr


def test_a_second_factor_for_nobody_known_is_refused() -> None:
    result = run("check", SECOND_FACTOR="admins")
    assert result.returncode == 1
    assert "SECOND_FACTOR is nobody, moderators or everyone, not 'admins'." in result.stderr


def test_production_passes_djangos_check_for_deployment() -> None:
    result = run("check", "--deploy", "--fail-level", "WARNING", **NEEDED)
    assert result.returncode == 0, result.stderr


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from-a-file-" * 6)
    given = {"PRODUCTION": "1", "ALLOWED_HOSTS": "jobs.example", "SECRET_KEY_FILE": str(tmp_path / "key")}
    assert read("SECRET_KEY", **given)["SECRET_KEY"] == "from-a-file-" * 6


def test_the_local_mode_needs_nothing_answers_local_names_only_and_writes_nothing(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    first = read("SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", DATA_DIR=str(data_dir))
    assert len(first["SECRET_KEY"]) >= 50
    assert first["SECRET_KEY"] != read("SECRET_KEY", DATA_DIR=str(data_dir))["SECRET_KEY"]
    assert first["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert first["DEBUG"] is False
    assert not data_dir.exists()


def test_the_local_key_is_read_from_the_data_directory(tmp_path: Path) -> None:
    from jobboard.secret_key import keep_secret_key

    keep_secret_key(tmp_path)
    kept = (tmp_path / "secret-key").read_text().strip()
    keep_secret_key(tmp_path)
    assert read("SECRET_KEY", DATA_DIR=str(tmp_path))["SECRET_KEY"] == kept


def test_database_url_is_taken_as_it_is() -> None:
    database = read("DATABASES", DATABASE_URL="postgres://someone:word@db.example:6432/jobs")["DATABASES"][
        "default"
    ]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 6432, "jobs")
    assert database["CONN_HEALTH_CHECKS"] is True
    socket = read("DATABASES", DATABASE_URL="postgres://someone@%2Frun%2Fpostgresql/jobs")["DATABASES"][
        "default"
    ]
    assert (socket["HOST"], socket["NAME"]) == ("/run/postgresql", "jobs")


def test_a_contact_is_an_address_that_can_be_used() -> None:
    for contact in ("privacy@jobs.example", "https://jobs.example/contact", ""):
        assert read("SITE_CONTACT", SITE_CONTACT=contact)["SITE_CONTACT"] == contact
    assert "SITE_CONTACT is an e-mail or a web address" in run("check", SITE_CONTACT="ask at the desk").stderr


def test_mail_leaves_by_email_url() -> None:
    mailer = read("MAILERS", EMAIL_URL="smtp+tls://us:word@mail.example:587")["MAILERS"]["default"]
    assert mailer["BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    wanted = {"host": "mail.example", "port": 587, "username": "us", "password": "word", "use_tls": True}
    assert wanted.items() <= mailer["OPTIONS"].items()
    assert "console" in read("MAILERS")["MAILERS"]["default"]["BACKEND"]


def test_the_policy_of_contents_allows_nothing_inline_and_nothing_foreign() -> None:
    policy = read("SECURE_CSP")["SECURE_CSP"]
    assert policy["default-src"] == ["'none'"]
    sources = {source for values in policy.values() for source in values}
    assert sources == {"'none'", "'self'", "data:", "<CSP_NONCE_SENTINEL>"}


def test_cookies_of_production_are_for_https_and_this_host_alone() -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    production = read(*names, "SESSION_COOKIE_NAME", **NEEDED)
    assert all(production[name] for name in names)
    assert production["SESSION_COOKIE_NAME"].startswith("__Host-")
    local = read(*names)
    assert not any(local[name] for name in names)

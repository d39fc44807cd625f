"""robots.txt and the sitemaps."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import CompanyFactory, PostingFactory

pytestmark = pytest.mark.django_db


def test_robots_names_the_sitemap_and_keeps_out_of_the_admin(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_sitemap_lists_live_postings_and_companies_that_have_some(client: Client) -> None:
    live = PostingFactory(title="Live")
    over = PostingFactory(title="Over", expired=True)
    soon = PostingFactory(title="Soon", scheduled=True)
    idle = CompanyFactory(name="Idle")
    index = client.get("/sitemap.xml").content.decode()
    assert "http://testserver/sitemap-postings.xml" in index
    postings = client.get("/sitemap-postings.xml").content.decode()
    assert live.get_absolute_url() in postings
    assert over.get_absolute_url() not in postings
    assert soon.get_absolute_url() not in postings
    companies = client.get("/sitemap-companies.xml").content.decode()
    assert live.company.get_absolute_url() in companies
    assert idle.get_absolute_url() not in companies


def test_a_posting_leaves_the_sitemap_when_it_ends(client: Client) -> None:
    posting = PostingFactory(expires_at=timezone.now() + timedelta(hours=1))
    assert posting.get_absolute_url() in client.get("/sitemap-postings.xml").content.decode()
    posting.expires_at = timezone.now() - timedelta(minutes=1)
    posting.save()
    assert posting.get_absolute_url() not in client.get("/sitemap-postings.xml").content.decode()

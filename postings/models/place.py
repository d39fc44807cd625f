"""Places: country ⊃ region ⊃ city, from GeoNames (see extraction/vocabulary/places.csv.gz)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from postings.extraction.place_wording import full_name, in_sentence
from postings.models.former_slug import keeps_former_slugs


class Place(models.Model):
    """A country, first-level region or city. The primary key is its GeoNames id."""

    class Kind(models.TextChoices):
        COUNTRY = "country", "country"
        REGION = "region", "region"
        CITY = "city", "city"

    id = models.PositiveIntegerField(primary_key=True)
    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(max_length=200)
    ascii_name = models.CharField(max_length=200)
    slug = models.CharField(
        max_length=120, unique=True, help_text="Path in addresses, such as us, us-ca or tel-aviv-il-293397."
    )
    country_code = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2.")
    region_code = models.CharField(
        max_length=20, blank=True, help_text="Code within the country, such as CA."
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", db_index=True
    )
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    population = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="country", parent__isnull=True)
                | ~Q(kind="country") & Q(parent__isnull=False),
                name="place_only_countries_have_no_parent",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_coordinates_on_earth",
            ),
            models.CheckConstraint(
                condition=~Q(kind="city") | Q(latitude__isnull=False), name="place_city_has_coordinates"
            ),
            models.UniqueConstraint(
                fields=["country_code"], condition=Q(kind="country"), name="place_one_country_a_code"
            ),
        ]
        indexes = [models.Index(fields=["kind", "-population"], name="place_kind_population")]
        triggers = [keeps_former_slugs("place")]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("postings:place", kwargs={"slug": self.slug})

    @property
    def full_name(self) -> str:
        """The name with its place in the world: "Austin, TX, US", "Berlin, Germany", "Germany"."""
        return full_name(self.kind, self.name, self.region_code, self.country_code)

    @property
    def in_sentence(self) -> str:
        """The full name as it stands behind "in": "the United States", "Berlin, Germany"."""
        return self.full_name if self.kind == self.Kind.CITY else in_sentence(self.full_name)

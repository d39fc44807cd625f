"""The settings that the tests run with are those in effect."""

from django.tasks import task_backends
from django.tasks.backends.immediate import ImmediateBackend


def test_what_a_test_puts_into_the_background_is_done_at_once_in_any_order_of_the_tests():
    assert isinstance(task_backends["default"], ImmediateBackend)

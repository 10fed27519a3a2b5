"""The whole app and its visitors, as the matrix of who may do what uses them."""

from tests.access.conftest import house, world  # noqa: F401

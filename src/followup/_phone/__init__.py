"""Phone numbers as customers write them, judged by phonenumbers' tables (the only package that imports it)."""

from __future__ import annotations

from followup._phone.number import Likelihood, Phone, PhoneKind
from followup._phone.reading import home_of_calls, parse_phone, read_phone


__all__ = ["Likelihood", "Phone", "PhoneKind", "home_of_calls", "parse_phone", "read_phone"]

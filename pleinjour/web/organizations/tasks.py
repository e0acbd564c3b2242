"""What the room of accounts does by itself."""

from pleinjour.web.organizations.periodic import PeriodicTask
from pleinjour.web.organizations.reminders import send_reminders

PERIODIC = (PeriodicTask("organizations.reminders", send_reminders),)

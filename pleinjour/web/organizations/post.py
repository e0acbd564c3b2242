"""Messages by e-mail. Sent in a thread of their own, so that a page takes the same time whether one is sent or not."""

import logging
import threading
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)
THREAD_NAME = "pleinjour-post"


def sends_email() -> bool:
    """Whether a mail server is set up. Without one, links are shown to the administration, to be handed over."""
    return bool(settings.PLEINJOUR_SENDS_EMAIL)


def absolute(path: str) -> str:
    """The whole link of a page, as it goes in a message."""
    return f"{settings.PLEINJOUR_PUBLIC_URL}{path}"


def send(to: str, subject: str, body: str) -> None:
    """Send in the background; a failure is logged without saying to whom."""
    message = EmailMessage(subject=subject, body=body, to=[to])
    threading.Thread(target=deliver, args=(message,), name=THREAD_NAME).start()


def deliver(message: EmailMessage) -> bool:
    """Whether the mail server has taken it; a failure is logged without saying to whom."""
    try:
        message.send()
    except (OSError, SMTPException, ValueError):  # ValueError: what was given is no address, or no header
        logger.exception("a message could not be sent")
        return False
    return True

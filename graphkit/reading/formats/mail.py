"""E-mail: single messages, mailboxes and mailing lists' digests; one document a message."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from typing import cast

from graphkit.errors import InputError
from graphkit.reading.content import Content, Options
from graphkit.reading.decoding import decode
from graphkit.reading.draft import Draft
from graphkit.reading.formats.quoting import own_words
from graphkit.reading.inline import plain
from graphkit.reading.lines import lines
from graphkit.reading.markup import check_markup

# What the library raises for broken headers and parts.
_FAULTS = (
    MessageError, LookupError, ValueError, AttributeError, TypeError, IndexError, OverflowError
)  # fmt: skip
_MAX_PARTS = 1000
_MAX_MESSAGES = 1_000_000
_DIGEST_MESSAGE = re.compile(r"^Message: *(\d{1,6})\n(?=[A-Z][A-Za-z-]{1,40}:)", re.MULTILINE)
_RULE = re.compile(r"^-{20,}[ \t]*$", re.MULTILINE)
_HEADER_END = re.compile(r"\n[ \t]*\n")


def mail_drafts(content: Content, options: Options) -> Iterator[Draft]:
    """The one message of an .eml file, or those of a digest that it is.

    Raises:
        InputError: no text in it.
    """
    drafts = list(_message_drafts(content.whole(options.limit), ""))
    if len(drafts) == 1:
        yield _alone(drafts[0])
    else:
        yield from drafts


def mbox_drafts(content: Content, options: Options) -> Iterator[tuple[int, Draft | InputError]]:
    """The messages of a mailbox, each with its number; one that is broken does not end it."""
    for number, data in enumerate(_messages(content, options.limit), 1):
        try:
            for draft in _message_drafts(data, str(number)):
                yield number, draft
        except InputError as error:
            yield number, error


def digest_drafts(content: Content, options: Options) -> Iterator[Draft]:
    """The messages of a digest kept as text; its head, list of topics and foot are left out."""
    text = decode(content.whole(options.limit)).replace("\r\n", "\n").replace("\r", "\n")
    drafts = list(_digest(text, ""))
    if not drafts:
        raise InputError("a digest without a message that has text.")
    yield from drafts


def _messages(content: Content, limit: int) -> Iterator[bytes]:
    """Bytes of each message of a mailbox; a line "From " after a blank one begins the next."""
    held: list[bytes] = []
    size, blank, count = 0, True, 0
    for line in lines(content.stream, limit):
        data = line.data
        if blank and data.startswith(b"From "):
            if held:
                yield b"".join(held)
            held, size, count = [], 0, count + 1
            if count > _MAX_MESSAGES:
                raise InputError(f"more than {_MAX_MESSAGES} messages in one mailbox: split it.")
            blank = False
            continue
        blank = not data.strip()
        size += line.length
        if size <= limit:
            held.append(data[1:] if re.match(rb">+From ", data) else data)
    if held:
        yield b"".join(held)


def _message_drafts(data: bytes, number: str) -> Iterator[Draft]:
    try:
        message = email.message_from_bytes(data, policy=policy.default)
        yield from _drafts_of(message, number)
    except _FAULTS as error:
        raise InputError(
            f"a broken message ({type(error).__name__}: {str(error)[:80]}): save its text."
        ) from None


def _drafts_of(message: EmailMessage, number: str) -> Iterator[Draft]:
    if message.get_content_type() == "multipart/digest":
        for place, part in enumerate(message.iter_parts(), 1):
            inner = part.get_payload(0) if part.is_multipart() else part
            yield from _drafts_of(cast("EmailMessage", inner), f"{number}.{place}".lstrip("."))
        return
    text = _body(message)
    if _DIGEST_MESSAGE.search(text):
        yield from _digest(text, number)
        return
    yield _draft(
        own_words(text),
        _header(message, "message-id"),
        number,
        title=_header(message, "subject"),
        date=_header(message, "date"),
        sender=_header(message, "from"),
    )


def _draft(
    text: str,
    message_id: str | None,
    number: str,
    *,
    title: str | None,
    date: str | None,
    sender: str | None,
) -> Draft:
    return Draft(
        text=text,
        key=(message_id or "").strip(" <>") or number or "1",
        title=title,
        date=date,
        author=_name(sender),
    )


def _alone(draft: Draft) -> Draft:
    return Draft(draft.text, title=draft.title, date=draft.date, author=draft.author)


def _body(message: EmailMessage) -> str:
    """The message as its writer saw it: the plain part, else the HTML one, else the first text."""
    if sum(1 for _ in zip(range(_MAX_PARTS + 1), message.walk(), strict=False)) > _MAX_PARTS:
        raise InputError(f"a message of more than {_MAX_PARTS} parts: save its text.")
    try:
        part = message.get_body(("plain", "html"))
    except _FAULTS:
        part = None
    if part is None:
        part = next(
            (p for p in message.walk() if p.get_content_maintype() == "text"),
            None,
        )
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text = decode(data, part.get_content_charset()) if data else ""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.get_content_subtype() == "html":
        return _html_body(text)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = re.sub(r"(?<=[^\s-]) \n(?=[^\s>])", " ", text)
    return text


def _html_body(source: str) -> str:
    """The words of an HTML mail without the mail that it answers."""
    check_markup(source)
    from selectolax.lexbor import LexborHTMLParser

    from graphkit.reading.formats.htmltext import running_text

    page = LexborHTMLParser(source)
    body = page.body
    if body is None:
        return ""
    quoted = body.css('.gmail_quote,.moz-cite-prefix,blockquote[type="cite"],#divRplyFwdMsg')
    outer = [node for node in quoted if not _inside(node, {q.mem_id for q in quoted})]
    for node in outer:
        node.decompose()
    return running_text(body)


def _inside(node: object, others: set[int]) -> bool:
    parent = getattr(node, "parent", None)
    while parent is not None:
        if parent.mem_id in others:
            return True
        parent = parent.parent
    return False


def _digest(text: str, number: str) -> Iterator[Draft]:
    starts = list(_DIGEST_MESSAGE.finditer(text))
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(text)
        part = text[start.end() : end]
        blank = _HEADER_END.search(part)
        if blank is None:
            continue
        body = part[blank.end() :]
        if rule := _RULE.search(body):
            body = body[: rule.start()]
        headers = email.message_from_string(part[: blank.start()] + "\n\n", policy=policy.default)
        yield _draft(
            own_words(body),
            _header(headers, "message-id"),
            f"{number}.{start[1]}".lstrip("."),
            title=_header(headers, "subject"),
            date=_header(headers, "date"),
            sender=_header(headers, "from"),
        )


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message[name]
    except _FAULTS:
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def _name(sender: str | None) -> str | None:
    """The writer's name without the address; the address where there is no name."""
    if not sender:
        return None
    name = re.sub(r"\s*<[^<>]{0,300}>\s*", "", sender[:600]).strip(" \"'")
    return plain(name) or sender.strip(" <>")

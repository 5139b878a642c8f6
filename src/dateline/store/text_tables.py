"""The first layer, the text: bytes as they came, the text in them, where each was found."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from dateline.store.columns import Base, strict, text_key


class RawFile(Base):
    """Bytes as they were collected; never changed, named by their SHA-256."""

    __tablename__ = "raw_file"
    sha256: Mapped[str] = text_key()
    bytes: Mapped[bytes]
    length: Mapped[int]
    __table_args__ = strict(CheckConstraint("length(bytes) = length", name="length"))


class Report(Base):
    """One text; its id is the start of its SHA-256, so the same text is the same report."""

    __tablename__ = "report"
    id: Mapped[str] = text_key()
    sha256: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    length: Mapped[int]
    received: Mapped[str] = mapped_column(index=True)
    __table_args__ = strict(
        CheckConstraint("length(text) = length", name="length"),
        CheckConstraint("id = substr(sha256, 1, 16)", name="id"),
    )


class Filing(Base):
    """One place where a report was found: an outlet, an address, a file, and by what tool.

    The same text found again elsewhere is another filing of the same report.
    """

    __tablename__ = "filing"
    id: Mapped[str] = text_key()
    report_id: Mapped[str] = mapped_column(ForeignKey("report.id"), index=True)
    raw_sha256: Mapped[str] = mapped_column(ForeignKey("raw_file.sha256"), index=True)
    name: Mapped[str | None]
    url: Mapped[str | None]
    outlet: Mapped[str | None] = mapped_column(index=True)
    published: Mapped[str | None]
    retrieved: Mapped[str | None]
    received: Mapped[str]
    tool: Mapped[str]
    text_from: Mapped[str]
    __table_args__ = strict(Index(None, "url"))

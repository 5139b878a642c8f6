"""The fourth layer, what people decided: appended, chained by hashes, refused any change."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dateline.store.columns import Base, one_of, strict, text_key

ACTIONS = (
    "accept", "reject", "correct", "merge", "split", "link", "rate", "redact", "release", "undo",
)  # fmt: skip


class Decision(Base):
    """One decision of a named person, with its reason; `target` names content, not a row."""

    __tablename__ = "decision"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    decided_at: Mapped[str]
    person: Mapped[str]
    action: Mapped[str]
    target: Mapped[str] = mapped_column(index=True)
    field: Mapped[str | None]
    old_value: Mapped[str | None]
    new_value: Mapped[str | None]
    reason: Mapped[str]
    undoes: Mapped[int | None] = mapped_column(ForeignKey("decision.seq"))
    prev_sha256: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    __table_args__ = strict(
        one_of("action", ACTIONS),
        CheckConstraint("trim(person) <> ''", name="person"),
        CheckConstraint("trim(reason) <> ''", name="reason"),
        CheckConstraint("seq >= 1", name="seq"),
        CheckConstraint("(action = 'undo') = (undoes IS NOT NULL)", name="undoes"),
        CheckConstraint("undoes IS NULL OR undoes < seq", name="undoes_earlier"),
    )


class Release(Base):
    """A named, frozen export; `decisions_head` is the chain's last hash at that moment."""

    __tablename__ = "release"
    name: Mapped[str] = text_key()
    frozen_at: Mapped[str]
    person: Mapped[str]
    reason: Mapped[str]
    audience: Mapped[str]
    previous: Mapped[str | None] = mapped_column(ForeignKey("release.name"))
    decisions: Mapped[int]
    decisions_head: Mapped[str]
    manifest: Mapped[str]
    manifest_sha256: Mapped[str] = mapped_column(unique=True)
    __table_args__ = strict(one_of("audience", ("internal", "public")))


class ReleaseFile(Base):
    """A file of a release, byte for byte."""

    __tablename__ = "release_file"
    release: Mapped[str] = mapped_column(ForeignKey("release.name"), primary_key=True)
    name: Mapped[str] = text_key()
    sha256: Mapped[str]
    bytes: Mapped[bytes]
    __table_args__ = strict()


class ReleaseChange(Base):
    """What became of an incident since the release before."""

    __tablename__ = "release_change"
    release: Mapped[str] = mapped_column(ForeignKey("release.name"), primary_key=True)
    incident_id: Mapped[str] = text_key()
    change: Mapped[str]
    fields: Mapped[str]
    reason: Mapped[str | None]
    successor: Mapped[str | None]
    __table_args__ = strict(one_of("change", ("new", "changed", "merged", "split", "withdrawn")))

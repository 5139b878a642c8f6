"""Keep back what an article that reports no conflict seems to say of one, with the reason."""

from dateline.extract.gate.stage import Sifted, sift_article

__all__ = ["Sifted", "sift_article"]

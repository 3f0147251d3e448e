"""How to reach an Elasticsearch server; apart from the backend so that settings load without its client."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, model_validator

from ocr.document import Model


class ElasticSettings(Model):
    """How to reach the server and what the index is called there."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=100)] = "denpyo"
    """The alias that is searched; the index behind it is `<name>-v<schema>-<time>`."""
    username: str | None = None
    password: SecretStr | None = None
    api_key: SecretStr | None = None
    """Base64, as the server gave it out; in place of username and password."""
    ca_certs: Path | None = None
    """The certificate authority's file, where the server's certificate is not publicly signed."""
    fingerprint: str | None = None
    """SHA-256 of the server's certificate, in place of ca_certs."""
    timeout_s: Annotated[float, Field(gt=0)] = 30.0
    """Seconds to wait for an answer; a search takes milliseconds, a bulk request a few seconds."""
    retries: Annotated[int, Field(ge=0, le=10)] = 2
    """Further attempts after a connection that failed or timed out, or a server that was too busy."""

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        if self.api_key and (self.username or self.password):
            raise ValueError("give an api_key or a username with a password, not both")
        if (self.username is None) != (self.password is None):
            raise ValueError("username and password go together")
        return self

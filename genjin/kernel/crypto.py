"""Envelope for sensitive cells: AES-256-GCM with rotatable keys, and a blind index for equality (domain.md I4)."""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


@dataclass(frozen=True, slots=True)
class Cipher:
    """data_keys: base64 of 32 bytes, the newest first: it encrypts, all of them decrypt."""

    data_keys: tuple[str, ...]
    index_key: str

    def encrypt(self, plain: str) -> str:
        """`plain` as `key-id.nonce+ciphertext`, base64. The same text encrypts differently each time."""
        key = urlsafe_b64decode(self.data_keys[0])
        nonce = os.urandom(_NONCE)
        sealed = nonce + AESGCM(key).encrypt(nonce, plain.encode(), None)
        return f"{_key_id(key)}.{urlsafe_b64encode(sealed).decode()}"

    def decrypt(self, token: str) -> str:
        """Inverse of `encrypt`. Raises ValueError when no key fits or the text was altered."""
        key_id, _, body = token.partition(".")
        sealed = urlsafe_b64decode(body)
        for encoded in self.data_keys:
            key = urlsafe_b64decode(encoded)
            if _key_id(key) == key_id:
                try:
                    return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], None).decode()
                except InvalidTag as broken:
                    raise ValueError("altered ciphertext") from broken
        raise ValueError("no key for this ciphertext")

    def blind(self, plain: str) -> str:
        """A keyed digest that allows "equals" without decrypting; 16 bytes, hex."""
        return hmac.new(urlsafe_b64decode(self.index_key), plain.encode(), hashlib.sha256).hexdigest()[:32]


def _key_id(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()[:8]

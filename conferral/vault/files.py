"""Keep a file sealed in the database, and read it back."""

from conferral.vault.keys import key_of
from conferral.vault.models import SealedChunk, SealedFile
from conferral.vault.sealing import key_number, seal, unseal

CHUNK_BYTES = 256 * 1024


def keep(content: bytes, *, name: str, media_type: str, partnership_id: int) -> SealedFile:
    """Seal a file's content and name for one partnership. Call it inside a transaction."""
    pieces = [content[at : at + CHUNK_BYTES] for at in range(0, len(content), CHUNK_BYTES)] or [b""]
    file = SealedFile.objects.create(
        partnership_id=partnership_id,
        name=name,
        media_type=media_type,
        size=len(content),
        chunk_count=len(pieces),
    )
    key = key_of(partnership_id, "text")
    SealedChunk.objects.bulk_create(
        SealedChunk(
            partnership_id=partnership_id,
            file=file,
            number=number,
            sealed=seal(piece, key=key, number=1, place=_place(file, number)),
        )
        for number, piece in enumerate(pieces)
    )
    return file


def content_of(file: SealedFile) -> bytes:
    """Return what was kept. Raises TamperedWith where a piece was changed, moved or taken out."""
    sealed = {chunk.number: bytes(chunk.sealed) for chunk in file.chunks.all()}
    return b"".join(
        _opened(file, number, sealed.get(number, b"")) for number in range(file.chunk_count)
    )


def _opened(file: SealedFile, number: int, sealed: bytes) -> bytes:
    key = key_of(file.partnership_id, "text", key_number(sealed))
    return unseal(sealed, key=key, place=_place(file, number))


def _place(file: SealedFile, number: int) -> str:
    return f"vault_sealedchunk|{file.uid}|{number}/{file.chunk_count}|{file.partnership_id}"

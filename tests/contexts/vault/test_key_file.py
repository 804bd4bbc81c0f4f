"""The one key file: what opens, and the sentence for each way it does not."""

import base64

import pytest

from conferral.vault.keyfile import KeyProblem, create, load

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept" / "conferral.key"


def written(path, text, mode=0o600):
    path.parent.mkdir()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    path.chmod(mode)
    return path


def test_a_new_key_can_be_read_again_by_its_owner_alone(path):
    made = create(path)
    assert load(path) == made
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_file_is_never_replaced(path):
    made = create(path)
    with pytest.raises(FileExistsError):
        create(path)
    assert load(path) == made


def test_the_secret_is_never_shown(path):
    assert repr(create(path)) == "InstallationKey()"


def test_each_purpose_has_its_own_key_and_always_the_same(path):
    key = create(path)
    assert key.derive("database") == key.derive("database") != key.derive("wrapping")
    assert len(key.derive("database")) == 32


def test_a_missing_key_file_says_what_to_do(path):
    with pytest.raises(KeyProblem, match=r"no key file at .*conferral init.*cannot open an old"):
        load(path)


@pytest.mark.parametrize(
    ("mode", "opens"), [(0o600, True), (0o400, True), (0o640, False), (0o604, False)]
)
def test_a_key_that_others_can_read_is_not_used(path, mode, opens):
    written(path, f"conferral-key-1 {KEY}\n", mode)
    if opens:
        assert load(path).secret == bytes(range(32))
    else:
        with pytest.raises(KeyProblem, match=r"read by others. Run `chmod 600"):
            load(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        f"conferral-key-2 {KEY}",
        f"conferral-key-1 {KEY[:20]}",
        "conferral-key-1 !!!",
        KEY,
    ],
)
def test_a_file_that_is_no_key_says_so(path, text):
    with pytest.raises(KeyProblem, match="not a Conferral key file"):
        load(written(path, text))


def test_a_file_that_is_no_text_says_so(path):
    with pytest.raises(KeyProblem, match="cannot be read: it is not text"):
        load(written(path, b"\xff\xfe\x00"))


def test_a_folder_in_its_place_says_so(path):
    path.mkdir(parents=True)
    with pytest.raises(KeyProblem, match="cannot be read"):
        load(path)

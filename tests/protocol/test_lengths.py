"""What an edition's records keep is refused while its author can still shorten it."""

import pytest

from conferral.protocol.files.loading import ProtocolError, load, read_folder, samples, shipped

FILES = dict(read_folder(shipped()["wesp/1"]))


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("protocol.toml", 'id = "wesp/1"', f'id = "{"w" * 39}/1"', "its id is longer than 40"),
        ("protocol.toml", '[[query]]\nid = "', f'[[query]]\nid = "{"q" * 41}', "its id is longer"),
        (
            "clauses.toml",
            '\ntitle = "',
            f'\ntitle = "{"Long " * 40}',
            "its title is longer than 200",
        ),
    ],
)
def test_a_name_that_no_record_could_keep_is_refused(file, old, new, why):
    assert old in FILES[file]
    with pytest.raises(ProtocolError) as refused:
        load({**FILES, file: FILES[file].replace(old, new, 1)})
    assert why in str(refused.value)


FOLDERS = {**shipped(), **samples()}


@pytest.mark.parametrize("name", FOLDERS)
def test_what_ships_is_short_enough(name):
    assert load(read_folder(FOLDERS[name]))

"""References in running text."""

from conferral.ui.references import unbroken


def test_a_reference_stays_whole_and_what_people_typed_stays_text() -> None:
    assert unbroken("Your action on WESP-2026-4512: <b>ring</b> her") == (
        'Your action on <span class="c-num">WESP-2026-4512</span>: &lt;b&gt;ring&lt;/b&gt; her'
    )

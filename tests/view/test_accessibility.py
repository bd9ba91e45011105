"""axe-core finds no serious issue on any view; what is focused can be seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from opened import PHONE, WIDE, Opened, Show

pytestmark = pytest.mark.browser

AXE = Path(__file__).with_name("vendor") / "axe-core" / "axe.min.js"


def issues(opened: Opened) -> list[str]:
    """What axe-core calls serious or critical, one line each."""
    if not opened.run("Boolean(window.axe)"):
        opened.run(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = opened.run("async () => (await axe.run()).violations")
    return [
        f"{issue['id']}: {node['html'][:120]} {node['any'][:1]}"
        for issue in found
        if issue["impact"] in ("serious", "critical")
        for node in issue["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_no_view_has_a_serious_issue(
    show: Show, river: ox.Store, ids: dict[str, str], scheme: str, size: tuple[int, int]
) -> None:
    opened = show(river, size, scheme)
    assert issues(opened) == []
    for name in ("Events", "Timeline", "States", "Map"):
        opened.tab(name)
        assert issues(opened) == [], name
    opened.tab("Network")
    for name in ("Velmora", "Karsavian Border Guard – Port Talin", "Davit Korsan – Karsavia"):
        opened.run("id => geokg.select(id)", ids[name])
        assert issues(opened) == [], name
    opened.run("id => geokg.focus(id, 2)", ids["Velmora"])
    opened.run("geokg.select(null)")
    if size == PHONE:
        opened.page.get_by_role("button", name="Filters", exact=True).click()
    opened.page.locator("#legend summary").first.click()
    opened.page.fill("#query", "ka")
    assert opened.page.locator(".search .matches li").count() > 1
    assert issues(opened) == []
    opened.page.keyboard.press("Escape")
    opened.page.get_by_role("button", name="Save").click()
    assert issues(opened) == []
    opened.page.keyboard.press("Escape")
    opened.page.get_by_role("button", name="Help").click()
    assert issues(opened) == []


def test_the_tab_key_goes_through_everything_and_shows_where_it_is(
    show: Show, river: ox.Store
) -> None:
    opened = show(river)
    places = []
    for _ in range(80):
        opened.page.keyboard.press("Tab")
        place = opened.run(
            """() => { const e = document.activeElement; const s = getComputedStyle(e);
            const ring = e.type === 'range' && e.closest('.track') ? true
              : s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
            return [e.id || e.className || e.localName, ring]; }"""
        )
        if place[0] == "body":
            break
        places.append(place)
    names = [name for name, _ in places]
    assert {"query", "tab-network", "reset", "save", "theme", "canvas", "zoom-in"} <= set(names)
    assert names.index("query") < names.index("canvas")
    assert [name for name, ring in places if not ring] == []


def test_a_screen_reader_is_told_what_happens(
    show: Show, river: ox.Store, ids: dict[str, str]
) -> None:
    opened = show(river)
    opened.run("id => geokg.select(id)", ids["Karsavia"])
    assert opened.text("#live") == "Selected: Karsavia"
    opened.run("geokg.select(null)")
    assert opened.text("#live") == "Nothing selected"
    for role, name in (("navigation", "Legend and filters"), ("complementary", "Details")):
        assert opened.page.get_by_role(role, name=name).count() == 1  # type: ignore[arg-type]

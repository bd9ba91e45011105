"""What one does on the page: filter, focus, find a way, move in time, undo, link, take along."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from opened import Opened, Show

pytestmark = pytest.mark.browser

Ids = dict[str, str]


def nodes(opened: Opened) -> set[str]:
    return {id for id in opened.drawn() if id.startswith("n")}


def named(ids: Ids, *labels: str) -> set[str]:
    return {ids[label] for label in labels}


def test_the_legend_hides_classes_statuses_and_edge_types(
    show: Show, river: ox.Store, ids: Ids
) -> None:
    opened = show(river)
    everything = opened.drawn()
    legend = opened.legend()
    legend.get_by_label("Person (3)").uncheck()
    assert ids["Davit Korsan"] not in opened.drawn()
    assert ids["Davit Korsan – Port Talin"] not in opened.drawn()
    assert ids["Velmora"] in opened.drawn()
    legend.get_by_label("Contested").uncheck()
    assert ids["Karsavian Border Guard – Port Talin"] not in opened.drawn()
    legend.locator("summary", has_text="Material conflict").click()
    legend.get_by_label("protested against").uncheck()
    assert ids["2,000 protesters – Karsavia"] not in opened.drawn()
    legend.get_by_label("Lasting facts").uncheck()
    assert ids["Port Talin – Velmora"] not in opened.drawn()
    legend.get_by_label("Entities without links").check()
    assert ids["Radio Karsavia"] in opened.drawn()
    chips = [text.strip() for text in opened.page.locator(".chip > span").all_inner_texts()]
    assert chips == [
        "without person",
        "without contested",
        "without protested against",
        "without lasting facts",
    ]
    legend.get_by_role("button", name="Entities: none").click()
    assert "filters hide everything" in opened.text("#nothing")
    opened.page.get_by_role("button", name="Reset").click()
    assert opened.drawn() == everything
    assert legend.get_by_label("Person (3)").is_checked()


def test_a_whole_quad_class_goes_with_one_click(show: Show, river: ox.Store, ids: Ids) -> None:
    opened = show(river)
    opened.legend().get_by_label("Material conflict: all kinds of edges").uncheck()
    assert ids["2,000 protesters – Karsavia"] not in opened.drawn()
    assert ids["Davit Korsan – Ilena Marosh"] in opened.drawn()
    opened.legend().get_by_role("button", name="clear all").click()
    assert ids["2,000 protesters – Karsavia"] in opened.drawn()


def test_a_neighbourhood_of_one_to_three_steps_can_be_seen_alone(
    show: Show, river: ox.Store, ids: Ids
) -> None:
    opened = show(river)
    opened.click(ids["Ilena Marosh"])
    steps = opened.page.get_by_role("button", name="Show only what is at most")
    steps.nth(0).click()
    one = named(ids, "Ilena Marosh", "Davit Korsan", "Velmora")
    assert nodes(opened) == one
    assert "Within 1 step of Ilena Marosh" in opened.text("#strip")
    steps.nth(1).click()
    two = nodes(opened)
    assert one < two
    assert ids["River Union"] in two
    assert ids["2,000 protesters"] not in two
    steps.nth(2).click()
    assert ids["2,000 protesters"] in nodes(opened)
    assert steps.nth(2).get_attribute("aria-pressed") == "true"
    opened.page.get_by_role("button", name="Show everything again").click()
    assert ids["Speaker of the Karsavian Assembly"] in nodes(opened)


def test_no_name_covers_another_in_a_neighbourhood(show: Show, river: ox.Store, ids: Ids) -> None:
    opened = show(river)
    opened.run("id => geokg.focus(id, 1)", ids["Karsavia"])
    labels = [label for id, label in opened.label_boxes().items() if id.startswith("n")]
    assert len(labels) == len(nodes(opened))
    opened.run("geokg.select(null)")
    place = "geokg.drawn().map((id) => geokg.position(id))"
    before = opened.run(place)
    opened.run("geokg.focus(null)")
    opened.run("id => { geokg.focus(id, 1); geokg.select(null); }", ids["Karsavia"])
    assert opened.run(place) == before


def test_the_shortest_way_between_two(show: Show, river: ox.Store, ids: Ids) -> None:
    opened = show(river)
    opened.click(ids["Davit Korsan"])
    opened.page.get_by_placeholder("Path to …").fill("2,000")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "From Davit Korsan to 2,000 protesters"
    steps = opened.page.locator(".way-steps > li > button").all_inner_texts()
    assert steps == ["Davit Korsan", "Karsavia", "2,000 protesters"]
    assert nodes(opened) == named(ids, *steps)
    opened.legend().get_by_label("State (2)").uncheck()
    assert "No path leads" in opened.text("#nothing")
    assert "no path" in opened.text("#panel .badges")
    opened.page.get_by_role("button", name="Undo").click()
    opened.page.get_by_role("button", name="Show everything again").first.click()
    assert ids["Velmora"] in nodes(opened)


def test_the_time_slider_filters_and_plays(show: Show, river: ox.Store, ids: Ids) -> None:
    opened = show(river)
    first = opened.page.get_by_label("First step of the time shown")
    last = opened.page.get_by_label("Last step of the time shown")
    first.focus()
    opened.page.keyboard.press("ArrowRight")
    assert ids["Karsavia – Northern Orsa Front"] in opened.drawn()  # an alliance is no event
    assert "gave military aid to" not in " ".join(
        label["text"] for label in opened.label_boxes().values()
    )
    assert first.get_attribute("aria-valuetext") == "Mar 2026"
    last.focus()
    for _ in range(3):
        opened.page.keyboard.press("ArrowLeft")
    assert opened.run("[geokg.state.from, geokg.state.to]") == ["2026-03-01", "2026-03-31"]
    assert "Mar 2026" in opened.text("#strip")
    opened.tab("Events")
    assert opened.text("#event-count") == "11 of 14"
    opened.page.locator("#undated").select_option("never")
    assert opened.text("#event-count") == "7 of 14"
    opened.page.get_by_role("button", name="all time", exact=True).click()
    assert opened.text("#event-count") == "10 of 14"
    opened.page.locator("#undated").select_option("always")
    assert opened.text("#event-count") == "14 of 14"
    opened.page.get_by_role("button", name="Play").click()
    assert opened.run("geokg.state.to") == "2026-02-28"
    opened.wait("geokg.state.from === '2026-03-01'")
    opened.page.get_by_role("button", name="Pause").click()
    assert not opened.run("geokg.playing()")


def test_a_number_of_independent_sources_can_be_asked_for(
    show: Show, river: ox.Store, ids: Ids
) -> None:
    opened = show(river)
    opened.legend().get_by_label("Independent sources").focus()
    opened.page.keyboard.press("ArrowRight")
    assert "at least 2" in opened.text("#legend")
    assert nodes(opened) == named(ids, "Davit Korsan", "Ilena Marosh")
    opened.tab("Events")
    assert opened.text("#event-count") == "1 of 14"


def test_one_document_or_outlet_can_be_looked_at_alone(
    show: Show, river: ox.Store, ids: Ids
) -> None:
    opened = show(river)
    opened.page.fill("#paper-filter", "union weighs")
    opened.page.keyboard.press("Enter")
    assert ids["2,000 protesters – Karsavia"] in opened.drawn()
    assert ids["Karsavian Border Guard – Port Talin"] not in opened.drawn()
    assert "Only Union weighs sanctions as aid" in opened.text("#strip")
    opened.page.get_by_role("button", name="Show all documents").click()
    assert ids["Karsavian Border Guard – Port Talin"] in opened.drawn()
    opened.page.fill("#paper-filter", "meridian")
    assert "Meridian Wire outlet" in opened.text("#legend .matches")
    opened.page.keyboard.press("Enter")
    assert opened.run("geokg.state.outlet") == "Meridian Wire"
    opened.page.locator("#legend").get_by_role("button", name="all again").click()
    opened.page.locator("#panel cite").first.click()
    opened.page.get_by_role("button", name="Show only this document").click()
    assert opened.text("#panel h2").startswith("River neighbours talk")
    assert ids["2,000 protesters – Karsavia"] not in opened.drawn()


def test_every_step_can_be_undone(show: Show, river: ox.Store, ids: Ids) -> None:
    opened = show(river)
    everything = opened.drawn()
    undo = opened.page.get_by_role("button", name="Undo")
    assert undo.is_disabled()
    opened.legend().get_by_label("State (2)").uncheck()
    opened.legend().get_by_label("Person (3)").uncheck()
    less = opened.drawn()
    opened.run("id => geokg.focus(id)", ids["River Union"])
    undo.click()
    assert opened.drawn() == less
    opened.page.focus("#canvas")
    opened.page.keyboard.press("Control+z")
    assert ids["Davit Korsan"] in opened.drawn()
    opened.page.keyboard.press("Control+z")
    assert opened.drawn() == everything
    assert undo.is_disabled()


def test_the_address_brings_back_what_was_seen(show: Show, river: ox.Store, ids: Ids) -> None:
    opened = show(river)
    opened.legend().get_by_label("Person (3)").uncheck()
    opened.legend().get_by_label("Contested").uncheck()
    opened.run("id => geokg.focus(id, 2)", ids["River Union"])
    opened.run("id => geokg.select(id)", ids["Karsavia – Velmora"])
    opened.run("geokg.change({from: '2026-03-01', to: '2026-03-31', undated: 'never'})")
    hash = opened.run("location.hash")
    assert "karsavia" in hash
    again = show(river, hash=hash)
    assert again.drawn() == opened.drawn()
    assert again.text("#panel") == opened.text("#panel").removeprefix("← Back\n")
    assert again.text("#strip") == opened.text("#strip")
    for view, kept in (("events", "find=korsan"), ("matrix", "selected=p+n+karsavia+n+velmora")):
        other = show(river, hash=f"#view={view}&{kept}")
        assert other.page.locator(f"#{view}-view").is_visible()
        assert other.run("location.hash || '#' + geokg.toHash()") == f"#view={view}&{kept}"


@pytest.mark.parametrize(
    "hash",
    [
        "#view=nowhere&selected=n+nobody&steps=9&limit=-3&from=soon&document=d+x&path=a&path=b",
        "#selected=<script>window.pwned=1</script>&find=%3Cimg%20src=x%20onerror=alert(1)%3E",
        "#%E0%A4%A&&&=&selected=pn1-n9999&sort=__proto__&kinds=State",
    ],
)
def test_a_wrong_address_does_no_harm(show: Show, river: ox.Store, hash: str) -> None:
    everything = show(river).drawn()
    opened = show(river, hash=hash)
    assert opened.drawn() == everything
    assert opened.run("window.pwned") is None
    for name in ("Events", "Timeline", "States", "Map", "Network"):
        opened.tab(name)


def test_an_address_typed_into_the_open_page_is_followed(
    show: Show, river: ox.Store, ids: Ids
) -> None:
    opened = show(river)
    opened.run("location.hash = '#selected=n+karsavia&hide=Person'")
    opened.wait("geokg.state.selected !== null")
    assert opened.text("#panel h2") == "Karsavia"
    assert ids["Davit Korsan"] not in opened.drawn()


def test_light_and_dark_by_hand(show: Show, river: ox.Store) -> None:
    opened = show(river)
    shade = "getComputedStyle(document.querySelector('main')).backgroundColor"
    before = opened.run(shade)
    ink = opened.run("geokg.colours.ink")
    opened.page.get_by_role("button", name="Switch between light and dark").click()
    assert opened.run(shade) != before
    assert opened.run("geokg.colours.ink") != ink
    opened.page.get_by_role("button", name="Switch between light and dark").click()
    assert opened.run(shade) == before


def test_the_first_questions_are_one_click_away(show: Show, river: ox.Store) -> None:
    opened = show(river)
    table = opened.page.locator("#events tbody")
    opened.page.get_by_role("button", name="Who met whom?").click()
    assert opened.text("#event-count") == "2 of 14"
    assert "Davit Korsan, Ilena Marosh" in table.inner_text()
    opened.page.get_by_role("button", name="What is contested?").click()
    assert table.locator("tr").count() == 1
    assert "Karsavian Border Guard" in table.inner_text()
    opened.page.get_by_role("button", name="What is planned?").click()
    assert "Sanction" in table.inner_text()
    opened.page.get_by_role("button", name="What might happen?").click()
    assert "Coercion" in table.inner_text()
    opened.page.get_by_role("button", name="What do several sources say?").click()
    assert opened.text("#event-count") == "1 of 14"


def test_the_keyboard_help_says_what_the_keys_do(show: Show, river: ox.Store) -> None:
    opened = show(river)
    opened.page.keyboard.press("?")
    box = opened.page.get_by_role("dialog")
    assert "show the neighbourhood" in box.inner_text()
    opened.page.keyboard.press("Escape")
    assert not box.is_visible()
    opened.page.keyboard.press("Alt+3")
    assert opened.page.locator("#timeline-view").is_visible()
    opened.page.get_by_role("tab", name="Timeline").focus()
    opened.page.keyboard.press("ArrowRight")
    assert opened.page.locator("#matrix-view").is_visible()


WANDER = """(rounds) => {
  let seed = 7;
  const random = (n) => { seed = (seed * 16807) % 2147483647; return seed % n; };
  const any = (list) => list[random(list.length)];
  const {entities, links, statements, documents} = geokg.data;
  const kinds = Object.keys(geokg.KINDS);
  const steps = [
    () => geokg.select(any([...entities, ...links, ...statements, ...documents]).id),
    () => geokg.select(any(['m2026-03-all', 'm2026-03-4', 'pn0-n1', null])),
    () => geokg.focus(any(entities).id, 1 + random(3)),
    () => geokg.way(any(entities).id, any(entities).id),
    () => geokg.open(any(geokg.VIEWS)),
    () => geokg.change({kinds: geokg.toggled(geokg.state.kinds, any(kinds), random(3) > 0)}),
    () => geokg.change({statuses: geokg.toggled(geokg.state.statuses, any(statements).status,
      random(2) > 0)}),
    () => geokg.change({names: geokg.toggled(geokg.state.names, any(statements).edge,
      random(2) > 0)}),
    () => geokg.change({lasting: random(2) > 0, lone: random(2) > 0, sources: 1 + random(3)}),
    () => geokg.change({document: any(['', any(documents).id]), undated: any(['told', 'never'])}),
    () => geokg.change(geokg.window(any(geokg.steps), any(geokg.steps))),
    () => geokg.change({find: any(['', 'river', 'a b']), sort: any(['date', 'who']),
      down: random(2) > 0}),
    geokg.undo,
    () => { if (random(6) === 0) geokg.reset(); },
  ];
  const lost = [];
  for (let i = 0; i < rounds; i += 1) {
    any(steps)();
    geokg.csv();
    geokg.turtle();
    const back = geokg.fromHash(geokg.toHash());
    for (const [name, value] of Object.entries(geokg.state)) {
      const plain = (one) => JSON.stringify(one instanceof Set ? [...one].sort() : one);
      if (plain(value) !== plain(back[name])) lost.push([i, name, plain(value), plain(back[name])]);
    }
  }
  return lost;
}"""


def test_whatever_one_does_nothing_breaks_and_the_address_tells_it(
    show: Show, river: ox.Store
) -> None:
    opened = show(river)
    assert opened.run(WANDER, 250) == []


def test_undo_leads_back_to_the_beginning_from_anywhere(show: Show, river: ox.Store) -> None:
    opened = show(river)
    before = opened.run("geokg.toHash()"), opened.drawn()
    opened.run(WANDER, 60)
    opened.run("() => { while (geokg.past.length) geokg.undo(); geokg.select(null); }")
    opened.run("geokg.open('network')")
    assert (opened.run("geokg.toHash()"), opened.drawn()) == before


def test_dragging_with_the_mouse_moves_the_drawing_and_single_marks(
    show: Show, river: ox.Store, ids: Ids
) -> None:
    opened = show(river)
    here, other = (opened.run("id => geokg.position(id)", ids[n]) for n in ("Velmora", "Karsavia"))
    mouse = opened.page.mouse
    frame = opened.page.locator("#canvas").bounding_box()
    assert frame is not None
    mouse.move(frame["x"] + 8, frame["y"] + 8)
    mouse.down()
    mouse.move(frame["x"] + 48, frame["y"] + 38, steps=4)
    mouse.up()
    moved = opened.run("id => geokg.position(id)", ids["Velmora"])
    assert (moved["x"] - here["x"], moved["y"] - here["y"]) == pytest.approx((40, 30), abs=1)
    mouse.move(moved["x"], moved["y"])
    opened.page.wait_for_timeout(100)  # vis takes what follows within 50 ms for the same touch
    mouse.down()
    mouse.move(moved["x"] + 30, moved["y"] + 20, steps=4)
    mouse.up()
    alone = opened.run("id => geokg.position(id)", ids["Velmora"])
    # The first pixels only tell a drag from a click.
    assert opened.run("[geokg.state.focus, geokg.state.selected]") == [None, None]
    assert 15 < alone["x"] - moved["x"] < 32
    assert 10 < alone["y"] - moved["y"] < 22
    stays = opened.run("id => geokg.position(id)", ids["Karsavia"])
    assert (stays["x"] - other["x"], stays["y"] - other["y"]) == pytest.approx((40, 30), abs=1)
    mouse.wheel(0, -300)
    opened.page.get_by_role("button", name="Fit the whole network in").click()

"""The page in a real browser, opened from a file, with every host out of reach."""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kg_sample
import pytest

from kg.graph import Graph
from kg.model import Article, Entity, Resolution, Statement
from kg.view import Labels, page_html, write_page

pytestmark = pytest.mark.browser

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
DRIVER = shutil.which("chromedriver")
LABELS = Labels(
    types={"Person": ("人物", "person"), "Agency": ("机构", "agency"), "Event": ("事件", "event")},
    relations={"chairs": ("主持", "chairs"), "holdsPost": ("任职于", "holds a post in")},
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM or not DRIVER:
        pytest.skip("no chromium or no chromedriver on this machine")
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = CHROMIUM
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1500,950",
        "--host-resolver-rules=MAP * ~NOTFOUND",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_script_timeout(20)
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("page") / "graph.html"
    write_page(Graph(*kg_sample.from_gold()), file, labels=LABELS)
    return file.as_uri()


def opened(browser: Any, address: str) -> Any:
    browser.get("about:blank")
    for kind in ("browser", "performance"):
        browser.get_log(kind)
    browser.get(address)
    assert browser.execute_script("return document.documentElement.dataset.ready") == "1"
    return browser


def run(browser: Any, script: str, *arguments: object) -> Any:
    return browser.execute_script(script, *arguments)


def click_at(browser: Any, x: float, y: float) -> None:
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.by import By

    net = browser.find_element(By.ID, "net")
    box = net.rect
    ActionChains(browser).move_to_element_with_offset(
        net, round(x - box["width"] / 2), round(y - box["height"] / 2)
    ).pause(0.05).click().pause(0.4).perform()


def middle_of_edge(browser: Any, s: str, o: str, at: float = 0.5) -> tuple[float, float]:
    spot = run(
        browser,
        """const n = xianzhi.network, p = n.getPositions([arguments[0], arguments[1]]), t = arguments[2];
        const a = p[arguments[0]], b = p[arguments[1]];
        n.moveTo({position: {x: (a.x + b.x) / 2, y: (a.y + b.y) / 2}, scale: 1.5});
        return n.canvasToDOM({x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t});""",
        s,
        o,
        at,
    )
    return spot["x"], spot["y"]


def text(browser: Any, id_: str) -> str:
    return str(run(browser, "return document.getElementById(arguments[0]).innerText", id_))


def colours_shown(browser: Any) -> int:
    """Return how many colours the canvas shows: a blank one has one or two."""
    return int(
        run(
            browser,
            """const c = xianzhi.network.canvas.frame.canvas;
            const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
            const found = new Set();
            for (let i = 0; i < d.length; i += 4)
              if (d[i + 3]) found.add((d[i] << 16) + (d[i + 1] << 8) + d[i + 2]);
            return found.size;""",
        )
    )


def test_it_shows_the_graph_and_asks_no_host(browser: Any, page: str) -> None:
    opened(browser, page)
    assert colours_shown(browser) > 50
    resolution, _ = kg_sample.from_gold()
    assert str(len(resolution.entities)) in text(browser, "status")
    requests = [json.loads(e["message"])["message"] for e in browser.get_log("performance")]
    asked = [
        m["params"]["request"]["url"]
        for m in requests
        if m["method"] == "Network.requestWillBeSent"
        and not m["params"]["request"]["url"].startswith("blob:")
    ]
    assert all(a.startswith(("file://", "data:", "about:")) for a in asked), asked
    assert [e for e in browser.get_log("browser") if e["level"] == "SEVERE"] == []


def test_it_finds_song_li_by_pinyin(browser: Any, page: str) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    for query in ("songli", "宋力", "sl", "SONG li"):
        opened(browser, page)
        box = browser.find_element(By.ID, "search")
        box.send_keys(query)
        hits = browser.find_elements(By.CSS_SELECTOR, "#hits .name")
        assert "宋力" in [h.text for h in hits], query
        if query == "sl":
            continue
        assert hits[0].text == "宋力"
        box.send_keys(Keys.ENTER)
        shown = text(browser, "panel")
        assert "宋力" in shown.splitlines()[:3]
        assert "主持会议并讲话" in shown


def test_it_finds_a_body_by_initials_and_by_alias(browser: Any, page: str) -> None:
    opened(browser, page)
    first = "return xianzhi.lookup(arguments[0], 5).map(h => h.node.label)"
    assert "文峰区人社局" in run(browser, first, "wfqrsj") or "区人社局" in run(browser, first, "qrsj")
    assert "示范区党工委" in run(browser, first, "shifanqudanggongwei")


def test_a_click_on_an_edge_shows_its_sentence(browser: Any, page: str) -> None:
    resolution, sources = kg_sample.from_gold()
    song = next(e.id for e in resolution.entities if e.name == "宋力")
    row = next(s for s in resolution.statements if s.subject == song and s.title == "副主席")
    opened(browser, page + "#lang=zh")
    for at in (0.5, 0.35, 0.65):
        click_at(browser, *middle_of_edge(browser, row.subject, row.object, at))
        if "副主席" in text(browser, "panel") and "之间的陈述" in text(browser, "panel"):
            break
    shown = text(browser, "panel")
    assert "任职于" in shown
    quote = "".join(sources[row.source or ""][row.start : row.end].split())
    assert quote in "".join(shown.split())
    marks = run(browser, "return [...document.querySelectorAll('#panel mark')].map(m => m.innerText)")
    assert {"宋力", "市政协"} <= {m.replace(" ", "") for m in marks}
    assert "e=" in run(browser, "return location.hash")


def test_every_click_answers(browser: Any, page: str) -> None:
    opened(browser, page + "#lang=en")
    before = text(browser, "panel")
    assert "Overview" in before
    node = run(
        browser,
        """const id = xianzhi.lookup("宋力", 1)[0].node.id, n = xianzhi.network;
        n.moveTo({position: n.getPosition(id), scale: 1.4}); return n.canvasToDOM(n.getPosition(id));""",
    )
    click_at(browser, node["x"], node["y"])
    assert text(browser, "panel").startswith("Person")
    assert "holds a post in" in text(browser, "panel")
    empty = run(
        browser,
        """const n = xianzhi.network; n.moveTo({position: {x: -9000, y: -9000}, scale: 1}); return 1;""",
    )
    assert empty
    click_at(browser, 200, 200)
    assert "Overview" in text(browser, "panel")


def test_the_language_changes_everywhere(browser: Any, page: str) -> None:
    from selenium.webdriver.common.by import By

    opened(browser, page + "#lang=en")
    assert "carriesOut" in text(browser, "filters")
    assert "holds a post in" in text(browser, "filters")
    browser.find_element(By.ID, "b-lang").click()
    assert "任职于" in text(browser, "filters")
    assert "总览" in text(browser, "panel")
    assert "显示" in text(browser, "status")
    assert run(browser, "return document.documentElement.lang") == "zh-Hans"


def test_filters_hide_and_count(browser: Any, page: str) -> None:
    from selenium.webdriver.common.by import By

    opened(browser, page + "#lang=en")
    resolution, _ = kg_sample.from_gold()
    people = sum(e.type == "Person" for e in resolution.entities)
    browser.find_element(By.CSS_SELECTOR, "#types input[data-key=Person]").click()
    assert run(browser, "return xianzhi.seen.nodes.size") == len(resolution.entities) - people
    assert "t=Person" in run(browser, "return location.hash")
    browser.find_element(By.CSS_SELECTOR, "#relations input[data-key=partOf]").click()
    left = run(browser, "return [...xianzhi.seen.statements].filter(s => s.p === 'partOf').length")
    assert left == 0
    rows = run(browser, "return xianzhi.nodesCsv()").splitlines()
    assert len(rows) == 1 + len(resolution.entities) - people
    browser.find_element(By.ID, "b-reset").click()
    assert run(browser, "return xianzhi.seen.nodes.size") == len(resolution.entities)


def test_neighbourhood_path_and_permalink(browser: Any, page: str) -> None:
    resolution, _ = kg_sample.from_gold()
    song = next(e.id for e in resolution.entities if e.name == "宋力")
    near = {x for s in resolution.statements for x in (s.subject, s.object) if song in (s.subject, s.object)}
    opened(browser, page + "#lang=zh")
    run(browser, "xianzhi.setEgo(arguments[0], 1)", song)
    assert set(run(browser, "return [...xianzhi.seen.nodes]")) == near
    address = run(browser, "return location.href")
    opened(browser, address)
    assert set(run(browser, "return [...xianzhi.seen.nodes]")) == near
    assert "宋力" in text(browser, "scope")
    other = next(e.id for e in resolution.entities if e.name == "姬祥")
    run(browser, "xianzhi.findPath(arguments[0], arguments[1])", song, other)
    steps = run(browser, "return xianzhi.state.path.nodes")
    assert steps[0] == song
    assert steps[-1] == other
    assert "路径" in text(browser, "panel")
    assert run(browser, "return document.querySelectorAll('#panel blockquote').length") >= len(steps) - 1
    opened(browser, run(browser, "return location.href"))
    assert run(browser, "return xianzhi.state.path.nodes") == steps


def test_pictures_and_tables_come_out(browser: Any, page: str) -> None:
    opened(browser, page + "#lang=zh")
    size = browser.execute_async_script(
        "const done = arguments[0]; xianzhi.picture(b => done([b.type, b.size]));"
    )
    assert size[0] == "image/png"
    assert size[1] > 20_000
    drawn = run(browser, "return xianzhi.vector()")
    assert "市政协" in drawn
    import xml.etree.ElementTree as ET

    ET.fromstring(drawn.encode())
    edges = run(browser, "return xianzhi.edgesCsv()")
    assert edges.startswith("\ufeffid,source")
    assert "主持会议并讲话" in edges


HOSTILE = (
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "<svg onload=window.pwned=1>href",
    "javascript:window.pwned=1",
    "{{7*7}} ${window.pwned=1}",
    "=cmd|' /C calc'!A0",
    "__proto__",
    "a~~b,c#&=%",
)


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    said = "".join(f"{h}召开会议。" for h in HOSTILE)
    entities = [Entity(f"agency/{i}", "Agency", h, h, h, (h + "1",), h) for i, h in enumerate(HOSTILE)]
    entities.append(Entity("agency/__proto__", "constructor", "__proto__", "toString"))
    rows = [
        Statement(
            f"s{i}",
            f"agency/{i}",
            h,
            f"agency/{(i + 1) % len(HOSTILE)}",
            h,
            h,
            "asserted",
            "x",
            "f",
            0,
            len(said),
            rule=h,
        )
        for i, h in enumerate(HOSTILE)
    ]
    article = Article("x", "f", 0, len(said), HOSTILE[0], publication=HOSTILE[1], date="2021-11-12")
    write_page(
        Graph(Resolution((article,), (), tuple(entities), tuple(rows)), {"f": said}),
        tmp_path / "hostile.html",
        labels=Labels(types={"Agency": (HOSTILE[0], HOSTILE[1])}),
        title=(HOSTILE[0], HOSTILE[1]),
    )
    return (tmp_path / "hostile.html").as_uri()


def test_hostile_text_does_not_run(browser: Any, hostile: str) -> None:
    opened(browser, hostile)
    for i in range(len(HOSTILE)):
        run(browser, "xianzhi.select({node: arguments[0]}, true)", f"agency/{i}")
        assert HOSTILE[i].split("<")[0] in text(browser, "panel")
        run(
            browser,
            "xianzhi.select({edge: arguments[0]})",
            [f"agency/{i}", f"agency/{(i + 1) % len(HOSTILE)}"],
        )
        run(browser, "xianzhi.setEgo(arguments[0], 2)", f"agency/{i}")
    run(browser, "xianzhi.select({node: 'agency/__proto__'}, true)")
    run(browser, "xianzhi.lookup('<', 9); xianzhi.vector(); xianzhi.edgesCsv()")
    assert run(browser, "return window.pwned === undefined && ({}).pwned === undefined")
    assert run(browser, "return document.querySelectorAll('img, iframe, object, embed').length") == 0
    assert [e for e in browser.get_log("browser") if e["level"] == "SEVERE"] == []
    for cell in run(browser, "return xianzhi.nodesCsv()").split(","):
        assert not cell.startswith("=")


def test_the_policy_stops_what_would_be_injected(browser: Any, page: str) -> None:
    opened(browser, page)
    run(
        browser,
        """const s = document.createElement('script'); s.textContent = 'window.pwned = 1';
        document.body.append(s);
        const i = document.createElement('img'); i.setAttribute('onerror', 'window.pwned = 1'); i.src = 'x';
        document.body.append(i);""",
    )
    assert run(browser, "return window.pwned === undefined")


def test_it_works_in_a_notebooks_frame(browser: Any, tmp_path: Path) -> None:
    page = page_html(Graph(*kg_sample.small()), labels=LABELS)
    frame = (
        f'<meta charset="utf-8"><iframe srcdoc="{html.escape(page)}" sandbox="allow-scripts allow-downloads" '
        'style="width:1300px;height:800px"></iframe>'
    )
    (tmp_path / "notebook.html").write_text(frame, encoding="utf-8")
    browser.get((tmp_path / "notebook.html").as_uri())
    browser.switch_to.frame(0)
    try:
        assert run(browser, "return document.documentElement.dataset.ready") == "1"
        run(browser, "xianzhi.select({node: xianzhi.lookup('songli', 1)[0].node.id}, true)")
        assert "宋力" in text(browser, "panel")
        browser.find_element("id", "b-link").click()
        assert colours_shown(browser) > 20
    finally:
        browser.switch_to.default_content()


def test_dates_filter_and_the_undated_have_their_own_bucket(browser: Any, tmp_path: Path) -> None:
    entities = tuple(Entity(f"agency/{i}", "Agency", None, f"局{i}") for i in range(5))
    dates = ("2021-01-05", "2021-06", "2022", None)
    rows = tuple(
        Statement(f"s{i}", "agency/0", "cooperatesWith", f"agency/{i + 1}", date=d, rule="r", start=0, end=1,
                  source="f", article_id="x")
        for i, d in enumerate(dates)
    )  # fmt: skip
    write_page(Graph(Resolution((), (), entities, rows), {"f": "。"}), tmp_path / "d.html")
    opened(browser, (tmp_path / "d.html").as_uri() + "#d=2021-03..2021-12")
    assert run(browser, "return [...xianzhi.seen.statements].map(s => s.id).sort()") == ["s1", "s3"]
    browser.find_element("id", "undated").click()
    assert run(browser, "return [...xianzhi.seen.statements].map(s => s.id).sort()") == ["s1"]
    assert "u=0" in run(browser, "return location.hash")


def test_days_without_a_year_are_not_called_undated(browser: Any, tmp_path: Path) -> None:
    entities = tuple(Entity(f"agency/{i}", "Agency", None, f"局{i}") for i in range(5))

    def written(*dates: str | None) -> str:
        rows = tuple(
            Statement(f"s{i}", "agency/0", "visits", f"agency/{i + 1}", date=d, rule="r")
            for i, d in enumerate(dates)
        )
        write_page(Graph(Resolution((), (), entities, rows)), tmp_path / "d.html")
        return (tmp_path / "d.html").as_uri()

    opened(browser, written("2021-01-05", "--02-29", None) + "#y=0&lang=zh")
    assert run(browser, "return [...xianzhi.seen.statements].map(s => s.id).sort()") == ["s0", "s2"]
    assert "只知月日" in text(browser, "filters")
    opened(browser, written("--08-07", "--11-12", None) + "#lang=zh&u=0&d=0000-09..0000-11")
    assert run(browser, "return [...xianzhi.seen.statements].map(s => s.id).sort()") == ["s1"]
    assert text(browser, "span") == "9月 – 11月"

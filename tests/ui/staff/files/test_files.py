"""Files of the staff space over real HTTP: sent, looked at, put in, and taken out."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from assistant.uploading import MOST_STAGED
from corpus.reading import read_library
from eval.faults.harmful import damaged_files
from eval.faults.samples import policy_pdf, word_file
from tests.ui.staff.conftest import HERE, HTML, Kept, Staff

NOTE = "# The made-up lighthouse\n\nThe lighthouse of Exampleton is 31 m tall.\n"


@pytest.fixture
def editor(here: str, side: Kept) -> Iterator[Staff]:
    """An editor, who leaves nothing undecided behind."""
    with httpx2.Client(base_url=here, timeout=60) as client:
        yield Staff(client, "editor.li")
    for upload in side.space.reviewing.uploads.of("editor.li"):
        side.space.reviewing.uploads.discard(upload)


def form_with(staff: Staff, *files: tuple[str, bytes], folder: str = "", library: str = "0") -> list[tuple[str, Any]]:
    fields = {"form_token": staff.token, "library": library, "folder": folder}
    plain = [(name, (None, value)) for name, value in fields.items()]
    return [*plain, *(("files", (name, content)) for name, content in files)]


def send(staff: Staff, *files: tuple[str, bytes], **fields: str) -> Any:
    form = form_with(staff, *files, **fields)
    return staff.client.post("/staff/files/upload", files=form, headers=HTML | HERE, follow_redirects=False)


def read(staff: Staff, address: str) -> str:
    """The preview of an upload, when it has been read."""
    deadline = time.monotonic() + 60
    while staff.client.get(f"{address}/progress").json()["state"] not in ("read", "failed"):
        assert time.monotonic() < deadline, "the upload was not read"
        time.sleep(0.05)
    return str(staff.client.get(address, headers=HTML).text)


def previewed(staff: Staff, name: str, content: bytes, **fields: str) -> tuple[str, str]:
    """Where an upload is decided on, and its preview."""
    sent = send(staff, (name, content), **fields)
    assert sent.status_code == 303, sent.text
    address = sent.headers["location"]
    return address, read(staff, address)


def put(staff: Staff, address: str, **fields: str) -> Any:
    return staff.post(f"{address.removeprefix('/staff/')}/put", **fields)


def files_in(library: Path) -> set[str]:
    return {path.relative_to(library).as_posix() for path in library.rglob("*") if path.is_file()}


def test_a_file_is_shown_as_it_would_be_cited_before_anything_is_put_in_its_place(editor, side):
    before = files_in(side.library)
    address, page = previewed(editor, "补贴办法.pdf", policy_pdf(), folder="policies/2026")
    assert files_in(side.library) == before
    for shown in ("library › <bdi>policies/2026/补贴办法.pdf</bdi>", "Chinese", "not decided yet", "第1页"):
        assert shown in page
    assert put(editor, address, audience="nobody").status_code == 422
    done = put(editor, address, audience="staff").headers["location"]
    assert done.startswith("/staff/files?done=added&document=")
    assert (
        'href="/staff/fields?document=%E8%A1%A5%E8%B4%B4%E5%8A%9E%E6%B3%95"'
        in editor.get(done.removeprefix("/staff/")).text
    )
    assert editor.get("fields?document=%E8%A1%A5%E8%B4%B4%E5%8A%9E%E6%B3%95").status_code == 200
    assert files_in(side.library) - before == {
        ".changing", "policies/2026/补贴办法.pdf", "policies/2026/补贴办法.pdf.yaml",
    }  # fmt: skip
    (document,) = [one for one in read_library([side.library]).documents if one.id == "补贴办法"]
    assert document.audience == "staff"
    entry = side.space.audit.page(what="file_added").entries[0]
    assert (entry.who, entry.detail["file"]) == ("editor.li", "policies/2026/补贴办法.pdf")
    assert re.fullmatch("[0-9a-f]{64}", entry.detail["digest"])
    assert editor.client.get(address, headers=HTML).status_code == 404


def test_what_is_to_be_public_is_confirmed_in_words(editor, side):
    address, page = previewed(editor, "lighthouse.md", NOTE.encode())
    assert "Who may read it?" in page
    assert put(editor, address).status_code == 422
    asked = put(editor, address, audience="public")
    assert asked.status_code == 200
    assert "anybody can read this file" in asked.text
    assert put(editor, address, audience="public", confirmed="yes").status_code == 200
    assert "lighthouse.md" not in files_in(side.library)
    assert put(editor, address, audience="public", confirmed=" Public ").status_code == 303
    assert (side.library / "lighthouse.md").read_bytes() == NOTE.encode()
    assert (side.library / "lighthouse.md.yaml").read_text("utf-8") == "audience: public\n"


def test_a_file_that_says_for_whom_it_is_is_believed_and_still_confirmed(editor, side):
    address, page = previewed(editor, "said.md", b"---\naudience: public\n---\n# A made-up mill\n\nThe mill grinds.\n")
    assert "as the file itself says" in page
    assert "Who may read it?" not in page
    assert "anybody can read this file" in put(editor, address).text
    other = put(editor, address, audience="staff")
    assert other.status_code == 409
    assert "said.md" not in files_in(side.library)


def test_another_version_tells_what_differs_and_the_one_before_is_kept(editor, side):
    for text in ("The tower has 7 steps.", "The tower has 8 steps.\n\n## Opening\n\nThe tower opens at noon."):
        address, page = previewed(editor, "tower.md", f"# A made-up tower\n\n{text}\n".encode())
        done = put(editor, address, audience="staff").headers["location"]
    assert done == "/staff/files?done=replaced&document=tower"
    assert "It had 1 passages; 2 are new and 1 are gone." in page
    assert "The tower has 7 steps." in page
    assert [path.name[:6] for path in (side.library / "versions").iterdir()] == ["tower."]
    again, _ = previewed(editor, "tower.md", (side.library / "tower.md").read_bytes())
    assert put(editor, again).headers["location"] == "/staff/files?done=same&document=tower"


def test_of_two_versions_looked_at_together_the_second_is_looked_at_again(editor, side):
    first, _ = previewed(editor, "pier.md", b"# A made-up pier\n\nThe pier is 90 m long.\n")
    second, _ = previewed(editor, "pier.md", b"# A made-up pier\n\nThe pier is 95 m long.\n")
    assert put(editor, first, audience="staff").status_code == 303
    late = put(editor, second, audience="staff")
    assert late.status_code == 409
    assert "please look once more" in late.text
    assert "The library has a file of this name" in read(editor, second)
    assert put(editor, second, audience="staff").headers["location"] == "/staff/files?done=replaced&document=pier"


def test_two_uploads_at_the_same_time_are_both_taken_in(editor, here):
    with httpx2.Client(base_url=here, timeout=60) as other, ThreadPoolExecutor(2) as both:
        admin = Staff(other, "admin.li")
        large = [(f"big-{number}.txt", f"Made-up {number}. ".encode() * 200_000) for number in (1, 2)]
        sent = list(both.map(send, (editor, admin), large))
        assert [one.status_code for one in sent] == [303, 303]
        addresses = [one.headers["location"] for one in sent]
        assert editor.client.get(addresses[1], headers=HTML).status_code == 404  # it is somebody else's
        for staff, address in ((editor, addresses[0]), (admin, addresses[1])):
            assert staff.post(f"{address.removeprefix('/staff/')}/discard").status_code == 303


def test_several_files_at_once_and_those_that_are_refused_are_told(editor):
    sent = send(editor, ("one.md", NOTE.encode()), ("virus.exe", b"MZ"), ("empty.md", b""), ("two.txt", b"Two."))
    assert sent.status_code == 422
    assert "<bdi>virus.exe</bdi> – Nothing reads files of this kind." in sent.text
    assert "<bdi>empty.md</bdi> – No file was chosen, or it is empty." in sent.text
    assert sent.text.count("/staff/files/uploads/") == 2


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("../../etc/cron.d/x.md", ""), ("..", ""), (".hidden.md", ""), ("a\u202efdp.md", ""), ("x" * 220 + ".md", ""),
        ("x.md", "../outside"), ("x.md", "a/../../b"), ("x.md", "versions"), ("x.md", ".git"), ("x.md", "a\\b"),
        ("README.md", ""), ("~$x.docx", ""),
    ],
)  # fmt: skip
def test_names_and_folders_that_lead_elsewhere_are_refused(name, folder, editor, side):
    before = files_in(side.data.parent)
    assert send(editor, (name, NOTE.encode()), folder=folder).status_code == 422
    assert {path for path in files_in(side.data.parent) - before if "keeping" not in path} == set()


def test_no_name_is_written_in_two_ways(editor):
    address, page = previewed(editor, "re\u0301sume\u0301.md", NOTE.encode())
    assert "<bdi>résumé.md</bdi>" in page
    assert address


def test_what_is_too_large_is_refused_and_nothing_of_it_is_kept(editor, side, monkeypatch):
    monkeypatch.setattr("assistant.uploading.MOST_BYTES", 3_000_000)
    sent = send(editor, ("large.txt", b"x" * 3_500_000), ("small.txt", b"Small enough."))
    assert sent.status_code == 422
    assert "The file is too large" in sent.text
    assert [upload.path.name for upload in side.space.reviewing.uploads.of("editor.li")] == ["small.txt"]
    assert len(list((side.data / ".uploads").iterdir())) == 1


def test_only_so_many_files_wait_for_a_decision(editor):
    files = [(f"n{number}.txt", f"Number {number}.".encode()) for number in range(MOST_STAGED + 1)]
    sent = send(editor, *files)
    assert sent.status_code == 422
    assert sent.text.count("Too many files wait") == 1
    assert f"You have {MOST_STAGED} files to decide on" in editor.get("files").text


def test_a_full_disk_is_told_and_the_server_goes_on(editor, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("assistant.uploading.Incoming.write", fail)
        assert "disk is full" in send(editor, ("note.md", NOTE.encode())).text
    address, _ = previewed(editor, "note.md", b"# A made-up note\n\nThe disk is full.\n")
    with monkeypatch.context() as patch:
        patch.setattr("corpus.intake.shutil.copyfile", fail)
        failed = put(editor, address, audience="staff")
    assert failed.status_code == 500
    assert "the server cannot write there" in failed.text


def test_a_discarded_file_leaves_nothing_but_its_entry_in_the_audit(editor, side):
    address, _ = previewed(editor, "gone.md", NOTE.encode())
    assert (
        editor.post(f"{address.removeprefix('/staff/')}/discard").headers["location"] == "/staff/files?done=discarded"
    )
    assert side.space.reviewing.uploads.of("editor.li") == ()
    assert list((side.data / ".uploads").iterdir()) == []
    assert side.space.audit.page(what="upload_discarded").entries[0].detail["file"] == "gone.md"


def test_harmful_files_are_told_of_as_what_they_are_and_the_server_goes_on(editor):
    kinds = ("bomb.docx", "huge-cell.xlsx", "laughs.docx")
    harmful = {name.partition("-")[2]: data for name, data in damaged_files(112) if name.endswith(kinds)}
    assert set(kinds) <= harmful.keys()
    for name in kinds:
        _, page = previewed(editor, name, harmful[name])
        assert "cannot be put into the library" in page, name
    locked, page = previewed(editor, "fake.docx", b"PK\x03\x04 and nothing else")
    assert "cannot be put into the library" in page
    assert put(editor, locked, audience="staff").status_code == 404
    assert editor.client.get("/healthz").status_code == 200


def begun(here: str, staff: Staff, headers: dict[str, str], start: bytes) -> http.client.HTTPResponse:
    """What is answered to the beginning of an upload of 90 MB of which no more is ever sent."""
    place = urlsplit(here)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
    connection.putrequest("POST", "/staff/files/upload")
    cookies = "; ".join(f"{name}={value}" for name, value in staff.client.cookies.items())
    every = {
        "Cookie": cookies,
        "Content-Length": "90000000",
        "Content-Type": "multipart/form-data; boundary=b",
        **headers,
    }
    for name, value in every.items():
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(start)
    response = connection.getresponse()
    connection.close()
    return response


def test_what_does_not_come_from_our_own_form_is_refused_before_it_is_taken_in(editor, here, side):
    def field(token: str) -> bytes:
        return f'--b\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n{token}\r\n--b\r\n'.encode()

    assert begun(here, editor, {}, field(editor.token)).status == 403
    assert begun(here, editor, {"Sec-Fetch-Site": "cross-site"}, field(editor.token)).status == 403
    assert begun(here, editor, HERE, field("0" * 64)).status == 403
    late = b'--b\r\nContent-Disposition: form-data; name="files"; filename="x.md"\r\n\r\n' + b"x" * 8_000
    assert begun(here, editor, HERE, late).status == 403
    editor.client.cookies.clear()
    assert begun(here, editor, HERE, field(editor.token)).status == 401
    assert side.space.reviewing.uploads.of("editor.li") == ()


def test_an_upload_that_breaks_off_leaves_nothing(editor, here, side):
    start = b"".join(
        b'--b\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n' % field
        for field in ((b"form_token", editor.token.encode()), (b"library", b"0"), (b"folder", b""))
    )
    start += b'--b\r\nContent-Disposition: form-data; name="files"; filename="x.md"\r\n\r\n' + b"x" * 100_000
    place = urlsplit(here)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
    cookies = "; ".join(f"{name}={value}" for name, value in editor.client.cookies.items())
    headers = {"Cookie": cookies, "Content-Length": "900000", "Content-Type": "multipart/form-data; boundary=b", **HERE}
    connection.putrequest("POST", "/staff/files/upload")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(start)
    folder, deadline = side.data / ".uploads", time.monotonic() + 20
    while not any(folder.glob(".*/content/x.md")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    connection.close()
    while any(folder.iterdir()):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_other_addresses_take_no_large_bodies(editor):
    assert editor.client.post("/staff/files/remove", content=b"x" * 1_100_000, headers=HERE).status_code == 413
    assert editor.client.post("/files/upload", content=b"x" * 1_100_000, headers=HERE).status_code == 413


def test_a_reader_sees_the_list_and_changes_nothing(here, side):
    with httpx2.Client(base_url=here, timeout=60) as client:
        reader = Staff(client, "reader.li")
        page = reader.get("files")
        assert "paper-zh.md" in page.text
        assert 'type="file"' not in page.text
        assert "/staff/files/remove" not in page.text
        assert send(reader, ("x.md", NOTE.encode())).status_code == 403
        for path in ("files/uploads/0/put", "files/uploads/0/discard", "files/uploads/0/again", "files/remove"):
            assert reader.post(path, library="0", path="paper-zh.md").status_code == 403
        for path in ("files/uploads/0", "files/uploads/0/progress", "files/remove?library=0&path=paper-zh.md"):
            assert reader.get(path).status_code == 403
    assert (side.library / "paper-zh.md").exists()


def test_a_removed_file_is_kept_and_still_served_until_the_next_build(editor, side):
    asked = editor.get("files/remove?library=0&path=port-en.md")
    assert "Notice on harbour fees" in asked.text
    assert "until the next build" in asked.text
    assert (
        editor.post("files/remove", library="0", path="port-en.md").headers["location"] == "/staff/files?done=removed"
    )
    assert (side.library / "removed" / "port-en.md").exists()
    page = editor.get("files?done=removed").text
    assert "Served until the next build, though its file is gone or cannot be read" in page
    assert "Please ask an administrator to build it" in page
    assert editor.get("documents/port-en").status_code == 200
    assert side.space.audit.page(what="file_removed").entries[0].detail["file"] == "port-en.md"
    for path in ("port-en.md", "../data/current", "removed/port-en.md", "/etc/passwd", ""):
        assert editor.post("files/remove", library="0", path=path).status_code == 404
        assert editor.get(f"files/remove?library=0&path={path}").status_code == 404
    assert editor.post("files/remove", library="7", path="paper-zh.md").status_code == 404


def test_the_list_is_filtered_by_its_address_and_names_no_path_of_the_machine(editor, side):
    (side.library / "broken.pdf").write_bytes(b"%PDF-1.7")
    (side.library / "copy.md").write_bytes((side.library / "paper-zh.md").read_bytes())
    try:
        found = editor.get("files?q=SALT").text
        assert "salt-en.md" in found
        assert "tea-zh.md" not in found
        unread = editor.get("files?state=unread").text
        assert "broken.pdf" in unread
        assert "lantern-zh.md" not in unread
        assert "The same content as copy.md" in editor.get("files?q=paper").text
        assert "/staff/fields?document=salt-en" in found
        for page in (found, unread, editor.get("files?library=9&state=x&page=-1&q=%00").text):
            assert str(side.library.parent) not in page
    finally:
        (side.library / "broken.pdf").unlink()
        (side.library / "copy.md").unlink()


def test_a_word_file_is_shown_with_what_its_text_says_of_it(editor):
    _, page = previewed(editor, "word.docx", word_file())
    assert "as-cited" in page
    assert "nearly the same" not in page


def test_a_text_that_is_nearly_another_is_named_beside_it(editor, side):
    long = "".join(f"Shed {number} keeps the apples of {number * 7} orchards in winter. " for number in range(1, 40))
    address, _ = previewed(editor, "sheds.md", f"# Made-up sheds\n\n{long}\n".encode())
    assert put(editor, address, audience="staff").status_code == 303
    near = long.replace("Shed 7 keeps", "Barn 7 holds")
    _, page = previewed(editor, "barns.md", f"# Made-up sheds\n\n{near}\n".encode())
    assert "Documents that say nearly the same" in page
    assert 'href="/staff/documents/sheds"' in page
    assert (side.library / "sheds.md").exists()


def test_what_is_wrong_with_a_file_is_told_in_the_language_of_the_reader(editor, side):
    table = "编号,项目名称,阶段,负责人\nP1,甲,飞行,某人\n".encode()
    address, page = previewed(editor, "projects.csv", table)
    assert "阶段: expected one of 线索, 洽谈" in page
    assert "负责人: not a column of projects" in page
    chinese = editor.client.get(address, headers=HTML | {"Accept-Language": "zh-CN"}).text
    assert "阶段：需要以下之一：线索、洽谈" in chinese
    assert "负责人：不是项目的列" in chinese
    assert "expected" not in chinese
    address, _ = previewed(editor, "mistake.md", b"---\nissued: soon\n---\n# A made-up bridge\n\nIt has 3 arches.\n")
    traditional = editor.client.get(address, headers=HTML | {"Accept-Language": "zh-TW"}).text
    assert "發佈日期（issued）：需要寫作YYYY、YYYY-MM或YYYY-MM-DD的日期；實際：“soon”" in traditional
    (side.library / "mistake.md").write_bytes(b"---\nissued: soon\n---\nText.\n")
    listed = editor.client.get("/staff/files?state=problems", headers=HTML | {"Accept-Language": "zh-CN"}).text
    assert "发布日期（issued）：需要写作YYYY、YYYY-MM或YYYY-MM-DD的日期；实际：“soon”" in listed
    assert "expected" not in listed
    assert "<details open>" in listed
    (side.library / "mistake.md").unlink()


def test_fields_are_offered_to_be_corrected_where_a_file_has_them(editor, side):
    facts = """\
kind: statistics
id: mills
title: {zh: 磨坊, en: Mills}
items: [{id: m, name: {zh: 磨坊, en: Mills}, statement: {zh: 有磨坊2座。, en: There are 2 mills.}}]
"""
    (side.library / "mills.yaml").write_text(facts, "utf-8")
    (side.library / "millers.md").write_text("# Made-up millers\n\nThere are 4 millers.\n", "utf-8")
    try:
        page = editor.get("files?q=mill").text
    finally:
        (side.library / "mills.yaml").unlink()
        (side.library / "millers.md").unlink()
    assert "mills.yaml" in page
    assert re.findall(r"/staff/fields\?document=([\w-]+)", page) == ["millers"]


def test_a_library_folder_that_is_gone_is_told_and_logged(editor, side, caplog):
    away = side.library.rename(side.library.with_name("away"))
    try:
        page = editor.get("files").text
    finally:
        away.rename(side.library)
    assert "the service’s log says why" in page
    assert sum(f"The library folder {side.library} cannot be read" in line for line in caplog.messages) == 2
    assert str(side.library) not in page

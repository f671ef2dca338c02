#!/usr/bin/env python3
"""Talks to `vq mcp` as agents do; Scripts/mcp.sh says more."""

import argparse
import asyncio
import json
import os
import pathlib
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from mcp_wire import META, STATELESS, Schemas, Server

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = ["ask", "show", "links", "list", "resolve", "check"]
TEMPLATE = "vq://notes/{+path}"
NOTE = "vq://notes/Projects/Falcon.md"
LINK_KINDS = ["out", "in", "mentions", "related", "unresolved"]
LIST_KINDS = ["notes", "tags", "properties", "tasks"]
# What is called of each tool, and must come out as its schema says.
CALLS = [
    ("ask", {"questions": ["what does 404 mean"]}),
    ("ask", {"questions": ["what does 404 mean", "http not found"], "limit": 3, "max_tokens": 400}),
    ("ask", {"questions": ["flarn"], "filter": "tag:nosuch"}),
    ("show", {"note": "Falcon"}),
    ("show", {"note": "Falcon#Goals", "max_tokens": 50}),
    ("show", {"note": "Projects/Falcon.md:20"}),
    *[("links", {"note": "Falcon", "kind": kind}) for kind in LINK_KINDS],
    ("links", {"kind": "unresolved"}),
    *[("list", {"kind": kind, "max_tokens": 300}) for kind in LIST_KINDS],
    ("list", {"filter": "tag:manual", "sort": "-modified", "fields": ["path", "title", "tags"]}),
    ("resolve", {"link": "Falcon#Goals"}),
    ("resolve", {"link": "Falcn"}),
    ("check", {}),
]


def say(text):
    print(f"mcp: {text}", file=sys.stderr, flush=True)


# MARK: The official client


def tapped(program, index, vault, folder):
    """A server whose lines, in and out, are kept in two files."""
    from mcp import StdioServerParameters

    script = 'tee "$1" | "$3" mcp --vault "$4" | tee "$2"'
    return StdioServerParameters(
        command="bash", args=["-c", script, "-", str(folder / "in"), str(folder / "out"), program, str(vault)],
        env={"VQ_INDEX": str(index)})


async def use(program, index, vault, mode, folder):
    """Calls everything that there is with the official client in one of its modes."""
    import anyio
    from mcp import Client
    from mcp_types import ResourceTemplateReference, ResourceUpdatedNotification

    updated = anyio.Event()

    async def handle(message):
        if isinstance(message, ResourceUpdatedNotification) and str(message.params.uri) == NOTE:
            updated.set()

    async def touch():
        note = vault / "Projects" / "Falcon.md"
        note.write_text(note.read_text() + f"\nSeen by {mode}.\n")

    server = tapped(program, index, vault, folder)
    async with Client(server, mode=mode, message_handler=handle, read_timeout_seconds=20) as client:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == TOOLS, tools
        for name, arguments in CALLS:
            result = await client.call_tool(name, arguments)
            assert not result.is_error and result.structured_content, (name, arguments, result)
            assert result.content[0].text.strip(), (name, arguments)
        result = await client.call_tool("ask", {"question": "x"})
        assert result.is_error and "nearest is 'questions'" in result.content[0].text, result
        assert "\x1b" not in json.dumps((await client.read_resource(NOTE)).model_dump(mode="json"))
        assert (await client.list_resource_templates()).resource_templates[0].uri_template == TEMPLATE
        completed = await client.complete(
            ResourceTemplateReference(type="ref/resource", uri=TEMPLATE), {"name": "path", "value": "projects/"})
        assert "Projects/Falcon.md" in completed.completion.values, completed
        found, cursor = [], None
        while True:
            page = await client.list_resources(cursor=cursor)
            found += [str(resource.uri) for resource in page.resources]
            cursor = page.next_cursor
            if not cursor:
                break
        assert NOTE in found and len(found) == len(set(found)), found
        with anyio.move_on_after(0.001):
            await client.call_tool("check", {})
        if mode == "legacy":
            await client.subscribe_resource(NOTE)
            await touch()
            with anyio.fail_after(10):
                await updated.wait()
            await client.unsubscribe_resource(NOTE)
        else:
            async with client.listen(resource_subscriptions=[NOTE]) as subscription:
                await touch()
                with anyio.fail_after(10):
                    async for event in subscription:
                        assert event.uri == NOTE, event
                        break
        # What was saved a moment ago is answered.
        answer = await client.call_tool("ask", {"questions": [f"seen by {mode}"]})
        assert f"Seen by {mode}" in json.dumps(answer.structured_content), answer


def clients(program, index, vault, schemas):
    try:
        import mcp  # noqa: F401
    except ImportError:
        say("SKIPPED the official client, the package mcp for Python is not here")
        return
    for mode in ["auto", STATELESS, "legacy"]:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            asyncio.run(use(program, index, vault, mode, folder))
            asked = [json.loads(line) for line in (folder / "in").read_bytes().splitlines()]
            methods = {json.dumps(line["id"]): line["method"] for line in asked if "id" in line}
            revision = "2025-11-25" if mode == "legacy" else STATELESS
            lines = (folder / "out").read_bytes().splitlines(keepends=True)
            for line in lines:
                schemas.line(line, revision, methods)
            say(f"the official client in mode {mode}: {len(asked)} lines in, {len(lines)} out")


# MARK: The protocol line by line


def protocol(program, index, vault, schemas):
    def open_server(*arguments, revision=STATELESS):
        return Server(program, index, "--vault", str(vault), *arguments, schemas=schemas, revision=revision)

    server = open_server()
    # Nothing is known before a client has said what it speaks.
    server.send({"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
    assert server.line()["error"]["code"] == -32602
    server.send({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": {
        **META, "io.modelcontextprotocol/protocolVersion": "2030-01-01"}}})
    error = server.line()["error"]
    assert error["code"] == -32022 and error["data"]["requested"] == "2030-01-01", error
    assert STATELESS in error["data"]["supported"], error
    server.send({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": {
        "io.modelcontextprotocol/protocolVersion": STATELESS}}})
    assert server.line()["error"]["code"] == -32602
    server.send(b"[{}]\n")
    assert server.line()["error"]["code"] == -32600
    server.send(b"{\n")
    assert server.line()["error"]["code"] == -32700
    server.send(b"x" * (4 << 20) + b"xx\n")
    assert "4 MiB" in server.line()["error"]["message"]
    assert server.call("nonsense")["error"]["code"] == -32601
    assert server.call("resources/subscribe", uri=NOTE)["error"]["code"] == -32601
    assert server.call("tools/call", name="tell", arguments={})["error"]["code"] == -32602
    assert server.call("resources/read", uri="vq://notes/../secret.md")["error"]["code"] == -32602
    assert server.call("ping")["result"]["resultType"] == "complete"
    assert "'limt'" in server.tool("ask", questions=["x"], limt=1)
    assert "not a text" in server.tool("ask", questions="x")
    assert "4 or more" not in server.tool("ask", questions=["x"], limit=0)
    server.tools = server.call("tools/list")["result"]["tools"]
    size(server.tools)
    pages(server, vault)
    server.end()

    for asked, agreed in [("2025-06-18", "2025-06-18"), ("2025-11-25", "2025-11-25"), ("1999-01-01", "2025-11-25")]:
        server = open_server(revision=agreed)
        result = server.call("initialize", protocolVersion=asked, capabilities={}, clientInfo={"name": "a", "version": "1"})
        assert result["result"]["protocolVersion"] == agreed, result
        server.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        assert server.call("ping")["result"] == {}
        assert server.call("server/discover")["error"]["code"] == -32601
        assert server.call("resources/read", uri="vq://notes/None.md")["error"]["code"] == -32002
        for name, arguments in CALLS:
            assert not isinstance(server.tool(name, **arguments), str), (name, arguments)
        server.end()
    say("revisions, errors, pages and sizes are as they should be")


def part(program, index, folder):
    """Of a vault that is served in part, nothing more is told of a note that the filter has come to leave out."""
    vault = folder / "part"
    (vault / ".obsidian").mkdir(parents=True)
    note = vault / "A.md"
    note.write_text("seen\n")
    server = Server(program, index, "--vault", str(vault), "--only", "-tag:private", revision="2025-06-18")
    server.call("initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "a", "version": "1"})
    assert "result" in server.call("resources/subscribe", uri="vq://part/A.md")

    def told(text, patience=1.5):
        note.write_text(text)
        return server.has_line(patience) and server.line()["method"] == "notifications/resources/updated"

    assert told("#private\n", 10)
    assert not told("#private and more\n")
    # A request finds out that it is served no more.
    assert "result" not in server.call("resources/read", uri="vq://part/A.md")
    assert not told("#private still\n")
    assert not told("seen again\n")
    assert "result" in server.call("resources/read", uri="vq://part/A.md")
    assert told("seen and changed\n", 10)
    server.end()
    say("a note that is served no more is told of once")


def listening(program, index, folder, schemas):
    """Listens to the notes that are there, and is told which are not; a note that is too long is not a message."""
    vault = folder / "listening"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "A.md").write_text("seen\n")
    (vault / "Long.md").write_text("a line of a long note\n" * 200_000)
    server = Server(program, index, "--vault", str(vault), schemas=schemas)
    error = server.call("resources/read", uri="vq://listening/Long.md")["error"]
    assert "'show'" in error["message"] and "4 MiB" in error["message"], error
    assert server.tool("show", note="Long")["truncated"]
    missing = server.call("subscriptions/listen", notifications={"resourceSubscriptions": ["vq://listening/B.md"]})
    assert missing["error"]["code"] == -32602, missing
    listener = server.ask("subscriptions/listen", notifications={
        "resourceSubscriptions": ["vq://listening/B.md", "vq://listening/A.md"]})
    told = server.line()["params"]
    assert told["notifications"] == {"resourceSubscriptions": ["vq://listening/A.md"]}, told
    assert told["_meta"]["vq/missingResources"] == ["vq://listening/B.md"], told
    taken = []
    for number in range(10):
        time.sleep(0.1)
        start = time.monotonic()
        (vault / "A.md").write_text(f"seen {number}\n")
        told = server.line()["params"]
        taken.append((time.monotonic() - start) * 1000)
        assert told["uri"] == "vq://listening/A.md", told
        assert told["_meta"]["io.modelcontextprotocol/subscriptionId"] == listener, told
    server.end()
    say(f"a change of a note is told {statistics.median(taken):.0f} ms later")


def size(tools):
    """Counts the tokens of all definitions, as the program counts them and more strictly."""
    text = json.dumps(tools, separators=(",", ":"), ensure_ascii=False)
    # Each word, number and run of signs is about one token, and a long word two.
    pieces = re.findall(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9\s]+", text)
    strict = sum(2 if len(piece) > 10 else 1 for piece in pieces)
    quarter = (len(text) + 3) // 4
    say(f"all definitions: {len(text)} bytes, {quarter} tokens by bytes, {strict} by words and signs")
    assert max(quarter, strict) <= 1_200, (quarter, strict)


def tokens_of(text):
    """Counts as the manual says: four characters of ASCII are a token, and each other character is one."""
    plain = sum(character < "\x80" for character in text)
    return (plain + 3) // 4 + len(text) - plain


def pages(server, vault):
    """Page by page there is all, and each page keeps its budget."""
    def page(tool, tokens, **arguments):
        result = server.call("tools/call", name=tool, arguments={**arguments, "max_tokens": tokens})["result"]
        value = json.dumps(result["structuredContent"], ensure_ascii=False, separators=(",", ":"))
        for form in [value, result["content"][0]["text"]]:
            assert tokens_of(form) <= max(tokens, 256), (tool, tokens, arguments, tokens_of(form), form)
        return result["structuredContent"]

    whole = server.tool("show", note="Commands", max_tokens=1_000_000)
    assert not whole["truncated"] and whole["next"] is None
    text, start = "", 0
    while start is not None:
        piece = page("show", 700, note="Commands", **{"from": start})
        text, start = text + piece["text"], piece["next"]
    assert text == whole["text"]
    found, start = [], 0
    while start is not None:
        piece = page("list", 100, kind="notes", **{"from": start})
        found, start = found + [note["path"] for note in piece["notes"]], piece["next"]
    notes = [str(path.relative_to(vault)) for path in vault.rglob("*.md")]
    assert sorted(found) == sorted(notes), set(found) ^ set(notes)
    for tokens in [50, 64, 300, 500, 1_000, 2_000]:
        result = page("ask", tokens, questions=["what does vq print as JSON"])
        assert result["answers"] and result["answers"][0]["passage"]["text"]
        for tool, arguments in CALLS:
            if tool not in ["ask", "resolve"]:
                page(tool, tokens, **{name: value for name, value in arguments.items() if name != "max_tokens"})


def skill(program, index, vault):
    """Runs each line of the page for agents with a shell, which has to find something."""
    folder = index.parent / "bin"
    folder.mkdir()
    (folder / "vq").symlink_to(program)
    environment = {**os.environ, "VQ_INDEX": str(index), "VQ_VAULT": str(vault), "PATH": f"{folder}:{os.environ['PATH']}"}
    text = subprocess.run([program, "skill"], check=True, capture_output=True, text=True).stdout
    lines = [line for line in text.splitlines() if line.startswith("vq ")]
    assert len(lines) > 5, text
    for line in lines:
        done = subprocess.run(["bash", "-c", line], env=environment, capture_output=True, text=True)
        assert done.returncode == 0 and done.stdout, (line, done)
    say(f"{len(lines)} lines of the page for agents with a shell find something")


# MARK: Ends


def ends(program, folder):
    """However it ends, it ends at once: idle, while it makes an index, and where nobody reads any more."""
    vault = folder / "many"
    for number in range(3_000):
        note = vault / f"{number % 30}" / f"note {number}.md"
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(f"# Note {number}\n\n" + f"Text with [[note {number + 1}]] and words. " * 60)
    index = folder / "index of many"
    slowest, half_done = 0, 0
    for patience in [0, 0.05, 0.2, 0.4]:
        shutil.rmtree(index, ignore_errors=True)
        server = Server(program, index, "--vault", str(vault))
        server.ask("tools/call", name="ask", arguments={"questions": ["words"]})
        time.sleep(patience)
        slowest = max(slowest, server.end())
        # What could not be taken away in that time is by the next command.
        half_done += any(".building" in path.name for path in index.rglob("*"))
        subprocess.run([program, "index", "--vault", str(vault)], check=True, capture_output=True,
                       env={**os.environ, "VQ_INDEX": str(index)})
        assert not any(".building" in path.name for path in index.rglob("*")), patience
    server = Server(program, index, "--vault", str(vault))
    server.process.stdout.close()
    server.ask("tools/list")
    start = time.monotonic()
    server.process.wait()
    slowest = max(slowest, (time.monotonic() - start) * 1000)
    server.process.stdin.close()
    server.process.stderr.close()
    # A request that is taken back gets no answer, whether it waits or is under way.
    shutil.rmtree(index, ignore_errors=True)
    server = Server(program, index, "--vault", str(vault))
    taken_back = [server.ask("tools/call", name="ask", arguments={"questions": ["words"]}),
                  server.ask("tools/list"), server.ask("tools/call", name="check", arguments={})]
    for identity in taken_back + [999]:
        server.send({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": identity}})
    answered = server.ask("tools/list")
    assert server.line(60)["id"] == answered
    # Nobody waits for the other requests to know that it is alive.
    server.ask("tools/call", name="links", arguments={"note": "note 7", "kind": "mentions"})
    alive = server.ask("ping")
    assert alive in [server.line()["id"], server.line()["id"]]
    server.end()
    # Progress is told while the index is made.
    shutil.rmtree(index, ignore_errors=True)
    server = Server(program, index, "--vault", str(vault), schemas=None)
    server.ask("tools/call", name="ask", arguments={"questions": ["words"]}, _meta={"progressToken": "p"})
    told = 0
    while "id" not in (line := server.line(60)):
        assert line["params"]["progressToken"] == "p", line
        told += 1
    server.end()
    say(f"the slowest end took {slowest:.0f} ms, {half_done} left half an index; progress was told {told} times")
    # A machine that does other things too may take longer than the 100 ms that it takes alone.
    assert slowest < 1_000, slowest


# MARK: Broken messages


def broken(generator):
    """Returns a line and the code that it gets; None for no answer, 0 for a result."""
    number = generator.randrange(1 << 40)
    identity = generator.choice([number, f"id {number}"])
    request = {"jsonrpc": "2.0", "id": identity, "method": "tools/list", "params": {"_meta": META}}
    call = {**request, "method": "tools/call", "params": {"_meta": META, "name": "ask", "arguments": {"questions": ["404"]}}}
    odd = generator.choice([None, True, 1.5, [], {}, "", "x", -1, 10**30, "\x00", "é" * 100, [[]]])
    kind = generator.randrange(19)
    if kind == 0:
        line = json.dumps(request).encode()
        cut = generator.randrange(1, len(line) - 1)
        return line[:cut], -32700, None
    if kind == 1:
        return bytes(generator.randrange(1, 256) for _ in range(40)).replace(b"\n", b"").replace(b"\r", b"") + b"!", -32700, None
    if kind == 2:
        return json.dumps([request]).encode(), -32600, None
    if kind == 3:
        return json.dumps({**request, "id": generator.choice([None, 1.5, True, [], {}])}).encode(), -32600, None
    if kind == 4:
        return json.dumps({**request, "jsonrpc": odd}).encode(), -32600, identity
    if kind == 5:
        return json.dumps({**request, "method": generator.choice([None, 1, [], {}])}).encode(), -32600, identity
    if kind == 6:
        return json.dumps({**request, "method": generator.choice(["", "x", "tools/", "é"])}).encode(), -32601, identity
    if kind == 7:
        return json.dumps({**request, "params": generator.choice([None, 1, "x", [], True])}).encode(), -32602, identity
    if kind == 8:
        return json.dumps({**request, "params": {"_meta": odd}}).encode(), -32602, identity
    if kind == 9:
        return json.dumps({"jsonrpc": "2.0", "method": generator.choice(["notifications/cancelled", "x", "tools/list"]), "params": {"requestId": odd}}).encode(), None, None
    if kind == 10:
        return json.dumps({"jsonrpc": "2.0", "id": identity, "result": odd}).encode(), None, None
    if kind == 11:
        call["params"]["name"] = generator.choice([None, 1, "", "tell", [], {}])
        return json.dumps(call).encode(), -32602, identity
    if kind == 12:
        # What is wrong in the arguments is a result, for the model to read.
        call["params"]["arguments"] = generator.choice([{"questions": odd}, {"x": 1}, [], "x", 1, {"questions": ["a"], "limit": odd}])
        return json.dumps(call).encode(), 0, identity
    if kind == 13:
        return b"[" * generator.randrange(70, 5_000), -32700, None
    if kind == 14:
        return json.dumps({**request, "method": "resources/read", "params": {"_meta": META, "uri": generator.choice(["", "vq://", "vq://notes/../a.md", "file:///etc/passwd", "vq://notes/%00", "vq://notes/" + "a/" * 500])}}).encode(), -32602, identity
    if kind == 15:
        return json.dumps({**request, "method": "completion/complete", "params": {"_meta": META, "ref": odd, "argument": odd}}).encode(), -32602, identity
    if kind == 16:
        tool, arguments = generator.choice(CALLS[:10])
        arguments = {**arguments, generator.choice(["from", "max_tokens"]): generator.choice([1, 7, 10**15, 2**62])}
        call["params"].update(name=tool, arguments=arguments)
        return json.dumps(call).encode(), 0, identity
    if kind == 17:
        call["params"]["arguments"] = {"questions": ["".join(chr(generator.choice([generator.randrange(1, 128), generator.randrange(160, 0xD7FF)])) for _ in range(30)), "404"]}
        return json.dumps(call).encode(), 0, identity
    return json.dumps(request).encode(), 0, identity


def fuzz(program, index, vault, count, schemas):
    generator = random.Random(7)
    server = Server(program, index, "--vault", str(vault), schemas=schemas)
    server.tool("ask", questions=["404"])
    before = memory(server)
    first = None
    done = 0
    while done < count:
        batch = [broken(generator) for _ in range(min(50, count - done))]
        done += len(batch)
        expected = [(code, identity) for _, code, identity in batch if code is not None]
        for _, _, identity in batch:
            server.methods[json.dumps(identity)] = "tools/call"
        server.schemas = None
        server.send(b"".join(line + b"\n" for line, _, _ in batch))
        found = [server.line(60) for _ in expected]
        assert None not in found, f"the server died: {batch}"

        def key(value):
            return json.dumps(value, sort_keys=True)

        wanted = sorted(key([code, identity]) for code, identity in expected)
        got = sorted(key([line["error"]["code"] if "error" in line else 0, line.get("id")]) for line in found)
        if wanted != got:
            say(f"expected and not got: {[x for x in wanted if x not in got]}")
            say(f"got and not expected: {[x for x in got if x not in wanted]}")
            for line, code, identity in batch:
                if key([code, identity]) not in got:
                    say(f"  {line[:300]!r}")
            raise SystemExit(1)
        if first is None and done >= count // 10:
            first = memory(server)
    after = memory(server)
    server.end()
    say(f"{count} broken lines: each request has its answer; memory {before} → {first} → {after} KiB")
    assert after < first * 1.5 + 20_000, (first, after)


def memory(server):
    try:
        status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    except FileNotFoundError:
        return 0
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))


# MARK: Kills


def kills(program, index, vault, count):
    generator = random.Random(3)
    for number in range(count):
        server = Server(program, index, "--vault", str(vault))
        for _ in range(generator.randrange(4)):
            server.ask("tools/call", name="ask", arguments={"questions": ["404"]})
        time.sleep(generator.choice([0, 0, 0.002, 0.01]))
        how = generator.randrange(4)
        if how == 0:
            server.process.kill()
        elif how == 1:
            server.process.send_signal(signal.SIGTERM)
        elif how == 2:
            server.process.stdout.close()
        else:
            server.process.stdin.close()
        if how == 2:
            try:
                server.ask("tools/list")
            except BrokenPipeError:
                pass
        server.process.wait(5)
        for pipe in [server.process.stdin, server.process.stdout, server.process.stderr]:
            try:
                pipe.close()
            except BrokenPipeError:
                pass
    start = time.monotonic()
    subprocess.run([program, "index", "--vault", str(vault)], check=True, capture_output=True,
                   env={**os.environ, "VQ_INDEX": str(index)})
    taken = time.monotonic() - start
    assert taken < 4, f"a lock was left: {taken} s"
    say(f"{count} starts and ends leave no process and no lock")


# MARK: Speed


def measure(program, vault):
    questions = ["how do I sync my vault", "dataview query tasks", "graph view colours", "daily notes template",
                 "plugin for calendars", "publish site", "css snippet", "zettelkasten"]
    with tempfile.TemporaryDirectory() as index:
        server = Server(program, index, "--vault", vault)
        server.tool("ask", questions=questions[:1])
        server.end()
        firsts = []
        for _ in range(20):
            start = time.monotonic()
            server = Server(program, index, "--vault", vault)
            server.tool("ask", questions=questions[:1])
            firsts.append((time.monotonic() - start) * 1000)
            server.end()
        server = Server(program, index, "--vault", vault)
        times, sizes = [], []
        for number in range(400):
            start = time.monotonic()
            result = server.call("tools/call", name="ask", arguments={"questions": [questions[number % len(questions)]]})
            times.append((time.monotonic() - start) * 1000)
            sizes.append(len(json.dumps(result)))
        say(f"first answer {statistics.median(firsts):.1f} ms; ask p50 {statistics.median(times):.1f} ms, "
            f"p95 {sorted(times)[int(len(times) * 0.95)]:.1f} ms; {statistics.median(sizes):.0f} bytes; {memory(server)} KiB")
        server.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--fuzz", type=int, default=2_000, metavar="N", help="broken lines")
    parser.add_argument("--kills", type=int, default=40, metavar="N", help="starts and ends")
    parser.add_argument("--measure", metavar="VAULT", help="only measure the speed on a vault")
    options = parser.parse_args()
    if options.measure:
        return measure(options.program, options.measure)
    schemas = Schemas()
    if schemas.reason:
        say(f"SKIPPED the schemas, {schemas.reason}")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        vault, index = folder / "notes", folder / "index"
        shutil.copytree(ROOT / "Vault", vault)
        protocol(options.program, index, vault, schemas)
        clients(options.program, index, vault, schemas)
        part(options.program, index, folder)
        listening(options.program, index, folder, schemas)
        skill(options.program, index, vault)
        fuzz(options.program, index, vault, options.fuzz, schemas)
        kills(options.program, index, vault, options.kills)
        ends(options.program, folder)
    say(f"{schemas.checked} comparisons with the schemas")


main()

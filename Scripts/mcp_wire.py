"""A server of `vq mcp` at the other end of two pipes, and the schemas that its lines have to meet. For Scripts/agents.py."""

import json
import os
import pathlib
import select
import subprocess
import time

SCHEMAS = pathlib.Path(__file__).resolve().parent.parent.parent / "shared" / "mcp"
STATELESS = "2026-07-28"
META = {
    "io.modelcontextprotocol/protocolVersion": STATELESS,
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": {"name": "check", "version": "1"},
}

RESULTS = {
    "initialize": "InitializeResult",
    "server/discover": "DiscoverResult",
    "tools/list": "ListToolsResult",
    "tools/call": "CallToolResult",
    "resources/list": "ListResourcesResult",
    "resources/templates/list": "ListResourceTemplatesResult",
    "resources/read": "ReadResourceResult",
    "completion/complete": "CompleteResult",
}


class Schemas:
    """Compares lines with the schema of a revision; says nothing where the schemas are not here."""

    def __init__(self):
        self.checked = 0
        self.validators = {}
        self.documents = {}
        self.reason = None
        try:
            import jsonschema

            self.jsonschema = jsonschema
        except ImportError:
            self.reason = "jsonschema for Python is not here"
        if not list(SCHEMAS.glob("schema-*.json")):
            self.reason = "../shared/mcp has no schemas"

    def check(self, value, name, revision):
        if self.reason:
            return
        key = (name, revision)
        if key not in self.validators:
            if revision not in self.documents:
                self.documents[revision] = json.loads((SCHEMAS / f"schema-{revision}.json").read_text())
            document = self.documents[revision]
            place = "$defs" if "$defs" in document else "definitions"
            kind = self.jsonschema.validators.validator_for(document)
            self.validators[key] = kind({"$ref": f"#/{place}/{name}", place: document[place]})
        self.validators[key].validate(value)
        self.checked += 1

    def line(self, line, revision, methods):
        """Compares a line of the server; `methods` says which method each id has asked for."""
        assert line.endswith(b"\n"), f"half a line: {line[:80]!r}"
        value = json.loads(line)
        assert value.get("jsonrpc") == "2.0", value
        if "error" in value:
            # 2025-06-18 has no form for an error without an id, but lines that are no JSON have none.
            if revision != "2025-06-18":
                self.check(value, "JSONRPCErrorResponse", revision)
            elif "id" in value:
                self.check(value, "JSONRPCError", revision)
        elif "method" in value:
            self.check(value, "ServerNotification", revision)
        else:
            self.check(value, "JSONRPCResponse", revision)
            name = RESULTS.get(methods.get(json.dumps(value["id"])), "Result")
            self.check(value["result"], name, revision)
        return value


class Server:
    """A server, and what is said to it line by line."""

    def __init__(self, program, index, *arguments, schemas=None, revision=STATELESS):
        self.process = subprocess.Popen(
            [program, "mcp", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, bufsize=0, env={**os.environ, "VQ_INDEX": str(index)})
        self.buffer = b""
        self.last = 0
        self.methods = {}
        self.schemas = schemas
        self.revision = revision

    def send(self, line):
        self.process.stdin.write(line if isinstance(line, bytes) else (json.dumps(line) + "\n").encode())

    def ask(self, method, **params):
        """Sends a request and returns its id."""
        self.last += 1
        self.methods[json.dumps(self.last)] = method
        if self.revision == STATELESS:
            params["_meta"] = {**META, **params.get("_meta", {})}
        self.send({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params})
        return self.last

    def has_line(self, patience):
        """Whether a line comes within some seconds."""
        return b"\n" in self.buffer or bool(select.select([self.process.stdout], [], [], patience)[0])

    def line(self, patience=20):
        """Returns the next line as a value; None at the end."""
        end = time.monotonic() + patience
        while b"\n" not in self.buffer:
            left = end - time.monotonic()
            assert left > 0, "no answer"
            if select.select([self.process.stdout], [], [], left)[0]:
                piece = os.read(self.process.stdout.fileno(), 1 << 20)
                if not piece:
                    assert not self.buffer, f"half a line: {self.buffer[:80]!r}"
                    return None
                self.buffer += piece
        line, self.buffer = self.buffer.split(b"\n", 1)
        if self.schemas:
            return self.schemas.line(line + b"\n", self.revision, self.methods)
        return json.loads(line)

    def call(self, method, **params):
        """Returns the answer to a request, passing over what comes before."""
        identity = self.ask(method, **params)
        while (value := self.line()) is not None:
            if value.get("id") == identity:
                return value
        raise AssertionError("the server is gone")

    def tool(self, name, **arguments):
        """Returns the result of a tool; of one that failed the text alone."""
        result = self.call("tools/call", name=name, arguments=arguments)["result"]
        if result.get("isError"):
            return result["content"][0]["text"]
        return result["structuredContent"]

    def end(self):
        """Closes its input and returns how many milliseconds it takes to end."""
        start = time.monotonic()
        self.process.stdin.close()
        # Without a limit, or it would be asked only now and then.
        self.process.wait()
        taken = (time.monotonic() - start) * 1000
        self.process.stdout.close()
        errors = self.process.stderr.read()
        self.process.stderr.close()
        assert not errors, errors
        assert self.process.returncode == 0, self.process.returncode
        return taken

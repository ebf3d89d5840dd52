"""YAML files, read as nodes so that every value knows its line. Nothing is ever constructed."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.folder.faults import Faults, did_you_mean, shown
from bot.folder.record import MOST_LETTERS, Record

MOST_DEPTH = 12
MOST_VALUES = 1_000_000  # each is read into some 300 bytes; a long text is one of them

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = "tag:yaml.org,2002:null"
_PLAIN_TAGS = {None, "!"}


class Entry(Record):
    """A mapping in a YAML file. Values are read as the text that was written: ``999`` and
    ``"999"`` are the same word."""

    def __init__(self, file: str, node: MappingNode, what: str, faults: Faults) -> None:
        super().__init__(file, _line(node), what, faults)
        self._nodes: dict[str, Node] = {}
        self._asked: set[str] = set()
        for key, value in node.value:
            self._put(key, value)
        name = self._nodes.get("id")
        if isinstance(name, ScalarNode) and name.value:
            self.what = f"{what} {shown(name.value)}"

    def _put(self, key: Node, value: Node) -> None:
        name = key.value if isinstance(key, ScalarNode) else "a list or mapping as a key"
        if name in self._nodes:
            self.faults.add(self.file, _line(key), f"{name!r} stands twice in one {self.what}")
        self._nodes[name] = value

    def __contains__(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._nodes and not _is_nothing(self._nodes[key])

    def is_blank(self, key: str) -> bool:
        """Whether a key stands there with nothing behind it."""
        self._asked.add(key)
        return key in self._nodes and _is_nothing(self._nodes[key])

    def line_of(self, key: str) -> int:
        return _line(self._nodes[key]) if key in self._nodes else self.line

    def raw(self, key: str) -> str:
        if key not in self:
            return ""
        node = self._nodes[key]
        if isinstance(node, ScalarNode):
            return " ".join(node.value.split())
        self.fault(f"{key!r} of {self.what} takes one value, not a list or mapping", key)
        return ""

    def flag(self, key: str) -> bool:
        text = self.raw(key)
        if text not in ("", "true", "false"):
            self.fault(f"{key!r} of {self.what} is {shown(text)}; write true or false", key)
        return text == "true"

    def words(self, key: str) -> tuple[str, ...]:
        words = [self._word(key, node) for node in self._list(key)]
        return tuple(dict.fromkeys(filter(None, words)))

    def _word(self, key: str, node: Node) -> str:
        if not isinstance(node, ScalarNode) or len(node.value) > MOST_LETTERS:
            self.fault(
                f"{key!r} of {self.what} is a list of words of at most {MOST_LETTERS} letters", key
            )
            return ""
        return " ".join(node.value.split())

    def entry(self, key: str, what: str) -> Entry | None:
        if key not in self:
            return None
        node = self._nodes[key]
        if isinstance(node, MappingNode):
            return Entry(self.file, node, what, self.faults)
        self.fault(f"{key!r} of {self.what} holds its own keys; write {key}: {{key: value}}", key)
        return None

    def entries(self, key: str, what: str) -> list[Entry]:
        return list(entries_of(self.file, self._list(key), what, self.faults))

    def _list(self, key: str) -> list[Node]:
        if key not in self:
            return []
        node = self._nodes[key]
        if isinstance(node, SequenceNode):
            return list(node.value)
        self.fault(f"{key!r} of {self.what} is a list; write [one, two] or lines with hyphens", key)
        return []

    def finish(self) -> bool:
        """Name the keys that nobody asked for; True where the entry can be used."""
        for key in self._nodes.keys() - self._asked:
            hint = did_you_mean(key, self._asked)
            self.fault(f"{self.what} cannot have {shown(key)}{hint}", key)
        return self.sound


def entries_of(file: str, nodes: list[Node], what: str, faults: Faults) -> Iterator[Entry]:
    for node in nodes:
        if isinstance(node, MappingNode):
            yield Entry(file, node, what, faults)
        else:
            faults.add(file, _line(node), f"a {what} is written with keys, like {{id: its_id}}")


def read_list(file: str, text: str, what: str, faults: Faults) -> list[Entry] | None:
    """The entries of a file that is one list; None where the file cannot be read."""
    root = _root(file, text, faults)
    if root is None or isinstance(root, SequenceNode):
        return None if root is None else list(entries_of(file, root.value, what, faults))
    faults.add(file, _line(root), f"this file is a list: begin each {what} with a hyphen")
    return None


def read_mapping(file: str, text: str, faults: Faults) -> Entry | None:
    root = _root(file, text, faults, empty="{}")
    if root is None or isinstance(root, MappingNode):
        return None if root is None else Entry(file, root, file, faults)
    faults.add(file, _line(root), "this file has named parts, like `plan:`; it is not a list")
    return None


def _root(file: str, text: str, faults: Faults, empty: str = "[]") -> Node | None:
    try:
        fault = _unwanted(text)
        root = None if fault else yaml.compose(text, _Loader)
    except yaml.YAMLError as error:
        fault, root = _explained(error), None
    if fault:
        faults.add(file, *fault)
        return None
    if root is None or _is_nothing(root):
        return yaml.compose(empty, _Loader)
    return root


def _unwanted(text: str) -> tuple[int, str] | None:
    """What YAML allows and a plan does not need: it is how small files become huge or active."""
    depth = documents = values = 0
    for event in yaml.parse(text, _Loader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        values += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            return line, "a second document begins here; remove the line of three hyphens"
        if values > MOST_VALUES:
            return line, f"more than {MOST_VALUES:,} values stand in this file"
        if depth > MOST_DEPTH:
            return line, f"lists and mappings stand more than {MOST_DEPTH} deep here"
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return line, "anchors (&) and references (*) are not read; write the value out"
        if getattr(event, "tag", None) not in _PLAIN_TAGS:
            return line, "tags (!) are not read; write the value alone"
    return None


def _explained(error: yaml.YAMLError) -> tuple[int, str]:
    mark: yaml.Mark | None = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it holds a character that YAML does not allow"
    advice = "look at the indentation (spaces, never tabs), quotes and colons around here"
    return (mark.line + 1 if mark else 0), f"this is not readable as YAML: {problem}; {advice}"


def _is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag == _NOTHING


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1

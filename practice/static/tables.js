// table and data_table blocks, as real tables with headings for rows and columns.

import { el, uniqueId } from "./dom.js";
import { richText } from "./richtext.js";

/** A table in a frame that scrolls sideways by mouse, finger and keyboard. */
export function table(block, names) {
  const [head = [], ...body] = block.rows ?? [];
  const caption = block.caption && el("caption", { id: uniqueId("caption") }, block.caption);
  const column = (at) => block.column_settings?.[at] ?? {};
  const grid = el(
    "table",
    {},
    caption,
    headRow(head, column, names),
    el(
      "tbody",
      {},
      body.map((row) => bodyRow(row, column, names)),
    ),
  );
  const label = block.caption ?? `Table of ${body.length} ${body.length === 1 ? "row" : "rows"}`;
  return el("div", { class: "table", role: "region", tabindex: "0", "aria-label": label }, grid);
}

function headRow(row, column, names) {
  const cells = row.map((cell, at) =>
    el("th", { scope: "col", class: look(column(at)) }, content(cell, names)),
  );
  return el("thead", {}, el("tr", {}, cells));
}

function bodyRow(row, column, names) {
  const cells = row.map((cell, at) =>
    at
      ? el("td", { class: look(column(at), cell) }, content(cell, names))
      : el("th", { scope: "row" }, content(cell, names)),
  );
  return el("tr", {}, cells);
}

function look({ align, is_wrapped }, cell) {
  const side = align ?? (cell?.type === "raw_number" ? "right" : "left");
  return `to-${side}${is_wrapped ? " wraps" : ""}`;
}

function content(cell, names) {
  if (cell?.type === "rich_text") return richText(cell, names);
  return String(cell?.text ?? cell?.value ?? "");
}

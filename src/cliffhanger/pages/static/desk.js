// Tables that sort and a board that can be searched. Every page reads without this.
"use strict";
const value = (row, at) => {
  const cell = row.cells[at];
  const text = cell.dataset.sort ?? cell.textContent.trim();
  if (cell.tagName === "TH" || /^\d{4}-/.test(text)) return text;
  const number = /^[^\d\u2212-]{0,2}([\u2212-]?[\d,.]+)\s*(bn|[km]?)/u.exec(text);
  if (!number) return text;
  return Number(number[1].replaceAll(",", "").replace("\u2212", "-")) * { k: 1e3, m: 1e6, bn: 1e9, "": 1 }[number[2]];
};
const compare = (a, b) =>
  typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");

// A phone lays rows out as blocks; with their roles they stay a table to the ear.
for (const table of document.querySelectorAll("table.board, table.models, table.decisions, table.peers, table.stack, table.chart")) {
  const give = (selector, role) => table.querySelectorAll(selector).forEach((e) => e.setAttribute("role", role));
  table.setAttribute("role", "table");
  give("thead, tbody", "rowgroup");
  give("tr", "row");
  give("td", "cell");
  give("thead th", "columnheader");
  give("tbody th", "rowheader");
}

for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...[...table.tHead.rows].at(-1).cells];
  heads.forEach((head, at) => {
    if ("nosort" in head.dataset) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => compare(value(a, at), value(b, at)) * (down ? -1 : 1));
      table.tBodies[0].append(...rows);
    });
  });
}

const board = document.querySelector("table.board");
if (board) {
  const box = document.createElement("p");
  box.className = "find";
  const label = document.createElement("label");
  label.htmlFor = "find";
  label.textContent = "Find a series";
  const input = document.createElement("input");
  input.id = "find";
  input.type = "search";
  const count = document.createElement("span");
  count.className = "soft";
  count.setAttribute("role", "status");
  box.append(label, input, count);
  board.before(box);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  input.addEventListener("input", () => {
    const wanted = plain(input.value.trim());
    let shown = 0;
    for (const row of board.tBodies[0].rows) {
      row.hidden = !plain(row.querySelector("th").textContent).includes(wanted);
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = wanted ? `${shown} of ${board.tBodies[0].rows.length}` : "";
  });
}

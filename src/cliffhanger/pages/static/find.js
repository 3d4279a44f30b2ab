// Search and the watch list where no server answers: the site opened from disk or a plain host.
"use strict";
(() => {
  const titles = window.cliffhangerTitles;
  const asked = new URLSearchParams(location.search);
  const found = document.getElementById("found") ?? document.getElementById("mine");
  if (!titles || !found || found.querySelector("table")) return;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const root = found.dataset.root;
  const link = (text, href) => Object.assign(document.createElement("a"), { textContent: text, href: root + href });
  const table = (rows) => {
    const made = document.createElement("table");
    made.className = "titles stack";
    const head = made.createTHead().insertRow();
    for (const name of ["Series", "Seasons", "How it stands"]) {
      head.append(Object.assign(document.createElement("th"), { scope: "col", textContent: name }));
    }
    const body = made.createTBody();
    for (const [name, , seasons, standing, href] of rows) {
      const row = body.insertRow();
      const first = Object.assign(document.createElement("th"), { scope: "row" });
      first.append(link(name, href));
      row.append(first);
      row.insertCell().textContent = seasons;
      row.cells[1].className = "num";
      row.cells[1].dataset.name = "seasons";
      row.insertCell().textContent = standing || "not asked";
    }
    return made;
  };
  const show = (title, rows) => {
    const head = Object.assign(document.createElement("h2"), { className: "ruled", textContent: title });
    found.replaceChildren(head, ...(rows.length ? [table(rows)] : []));
  };
  const box = document.getElementById("q");
  if (box) {
    const search = () => {
      const wanted = plain(box.value);
      if (!wanted) return found.replaceChildren();
      const rows = titles.filter((t) => plain(t[0] + " " + t[5]).includes(wanted));
      show(`${rows.length} series for “${box.value.trim()}”`, rows.slice(0, 50));
    };
    if (asked.get("q")) box.value = asked.get("q");
    if (box.value) search();
    box.addEventListener("input", search);
  } else {
    const wanted = [...(asked.get("ids") ?? "").split(","), asked.get("add") ?? ""].filter(Boolean);
    const rows = wanted.map((w) => titles.find((t) => t[1] === w || plain(t[0]) === plain(w))).filter(Boolean);
    if (!rows.length) return;
    show("My series", rows);
    document.querySelector("input[name=ids]").value = rows.map((r) => r[1]).join(",");
  }
})();

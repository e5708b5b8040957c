// What a script adds to pages that need none: suggestions while typing, and copying.
"use strict";

const told = document.currentScript.dataset;
const WAIT = 150;

const live = document.createElement("p");
live.setAttribute("role", "status");
document.body.append(live);

/** Tell something politely; shown to those who see as well where it is the answer to a click. */
function say(text, isShown) {
  live.className = isShown ? "toast" : "unseen";
  live.textContent = text;
  clearTimeout(say.timer);
  if (isShown) say.timer = setTimeout(() => say("", false), 2500);
}

async function copy(text) {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else copyOldWay(text);
    say(told.copied, true);
  } catch {
    say(told.failed, true);
  }
}

/** Browsers give the clipboard to sealed connections only; the selection they let everybody copy. */
function copyOldWay(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const isDone = document.execCommand("copy");
  area.remove();
  if (!isDone) throw new Error("The browser does not let us copy.");
}

for (const button of document.querySelectorAll("button[data-copies]")) {
  button.hidden = false;
  const source = document.getElementById(button.dataset.copies);
  button.addEventListener("click", () => copy(source.textContent.trim().replace(/[ \n]*\n[ \n]*/g, "\n")));
}
for (const link of document.querySelectorAll("a.here")) link.addEventListener("click", () => copy(link.href));

/** An editable combobox with a list, as the ARIA Authoring Practices have it; what is typed stays the reader's. */
class Suggestions {
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.id = `${input.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.at = -1;
    const states = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(states)) input.setAttribute(name, value);
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", told.suggestions);
    input.after(this.list);
    input.addEventListener("input", (event) => event.isComposing || this.typed());
    input.addEventListener("compositionend", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    // The input must not lose the focus before the click that chooses.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.asked?.abort();
    this.asked = new AbortController();
    const query = this.input.value.trim();
    if (!query) return this.close();
    try {
      const answer = await fetch(`${told.suggest}?q=${encodeURIComponent(query)}`, { signal: this.asked.signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      const kind = this.input.dataset.suggest;
      this.show(suggestions.filter((each) => !kind || each.kind === kind));
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(found) {
    this.close();
    if (!found.length || document.activeElement !== this.input) return;
    this.list.replaceChildren(...found.map((each, number) => this.option(each, number)));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    say(told.count.replace("#", found.length), false);
  }

  option({ text, kind }, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const name = document.createElement("span");
    name.lang = "zh-CN";
    name.textContent = text;
    const sort = document.createElement("span");
    sort.className = "soft";
    sort.textContent = told[kind] ?? "";
    option.append(name, " ", sort);
    return option;
  }

  pressed(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.isComposing || this.list.hidden) {
      if (event.key === "ArrowDown" && !event.isComposing) this.ask();
    } else if (event.key in steps) this.move(steps[event.key], event);
    else if (event.key === "Escape") this.close(event);
    else if (event.key === "Enter" && this.at >= 0) this.choose(this.list.children[this.at], event);
  }

  /** From the last option to what was typed, and from there to the first. */
  move(step, event) {
    event.preventDefault();
    const places = this.list.children.length + 1;
    this.mark(((this.at + 1 + step + places) % places) - 1);
  }

  mark(at) {
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    const option = this.list.children[at];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  choose(option, event) {
    if (!option) return;
    event?.preventDefault();
    this.input.value = option.firstChild.textContent;
    this.close();
    if (this.input.name === "q") this.input.form.requestSubmit();
  }

  close(event) {
    event?.preventDefault();
    clearTimeout(this.timer);
    this.mark(-1);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Suggestions(input);

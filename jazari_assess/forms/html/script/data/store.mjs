// Answers kept in the browser, under a key of this form alone; a browser that keeps nothing is told, never a failure.

/**
 * A store over `storage` (the browser's localStorage, or null where it is refused). What another tab saved later is
 * told by `newer`.
 */
export class Store {
  constructor(storage, key) {
    this.storage = storage;
    this.key = key;
    this.revision = 0;
    this.works = storage !== null;
  }

  /** What is kept, or null. */
  read() {
    const found = this.peek();
    if (found !== null) this.revision = found.revision;
    return found;
  }

  peek() {
    try {
      const found = JSON.parse(this.storage?.getItem(this.key) ?? "null");
      return typeof found?.revision === "number" && typeof found.text === "string" ? found : null;
    } catch {
      return null;
    }
  }

  /** Keep a text; returns whether it is really kept. */
  write(text) {
    this.revision = Math.max(this.revision, this.peek()?.revision ?? 0) + 1;
    const kept = JSON.stringify({ revision: this.revision, text });
    try {
      this.storage.setItem(this.key, kept);
      this.works = this.storage.getItem(this.key) === kept;
    } catch {
      this.works = false;
    }
    return this.works;
  }

  /** What another tab kept since this one last read or wrote, or null; "erased" where it erased all. */
  newer() {
    if (!this.works) return null;
    const found = this.peek();
    if (found === null) return this.revision > 0 ? "erased" : null;
    if (found.revision <= this.revision) return null;
    this.revision = found.revision;
    return found.text;
  }

  /** Forget all. */
  erase() {
    this.revision = 0;
    try {
      this.storage?.removeItem(this.key);
    } catch {
      this.works = false;
    }
  }
}

/** The browser's storage, or null where it refuses. */
export function browserStorage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

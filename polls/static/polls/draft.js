/** What is half typed, and where one was on the screen: sealed at each keystroke, so that a killed browser loses one at most. */

const EMPTY = { section: "strike", mode: "code", precinct: null, digits: "", letters: "", form: null, ready: false, ticked: [] };

export class Draft {
  /** @param vault null in practice: then nothing is kept */
  constructor(vault) {
    this.vault = vault;
    this.values = { ...EMPTY };
    this.writing = null;
  }

  async open() {
    this.values = { ...EMPTY, ...(await this.vault.get("draft")) };
  }

  /** Changes some values. Writes one after the other, the newest state each time; resolves when it is kept. */
  set(values) {
    Object.assign(this.values, values);
    this.again = true;
    this.writing = this.writing || this.write().finally(() => (this.writing = null));
    return this.writing;
  }

  async write() {
    while (this.again && this.vault) {
      this.again = false;
      await this.vault.put("draft", this.values, "relaxed");
    }
  }

  forget() {
    this.values = { ...EMPTY };
  }
}

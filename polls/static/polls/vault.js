/**
 * What a watcher's phone keeps of voters, sealed: each value is AES-GCM under a key that page code can use
 * but not read out (a non-extractable CryptoKey). Without the key the rest is noise, so wiping begins with it.
 * docs/security.md says what this can protect and what it cannot.
 */

import { openDB } from "../lib/vendor/idb.js";

const NAME = "fieldoffice-polls"; // a store of its own: the outbox, which must outlive a wipe, is elsewhere
const text = (value) => new TextEncoder().encode(value);

export class Vault {
  /** Opens the vault of the person `client`; what another person left in it is wiped first. */
  static async open(client) {
    const vault = new Vault();
    vault.db = await openDB(NAME, 1, {
      upgrade(db) {
        db.createObjectStore("keys"); // "key": CryptoKey, "client": whose
        db.createObjectStore("sealed"); // name → {iv, bytes}
      },
      blocking: () => vault.db.close(),
    });
    vault.client = client;
    if ((await vault.db.get("keys", "client")) !== client) await vault.wipe();
    return vault;
  }

  /**
   * Seals a value that JSON can write, or an ArrayBuffer; resolves when it is on the disk. With "relaxed" durability
   * sooner: then it outlives the browser's death, if not a battery pulled in that moment.
   */
  async put(name, value, durability = "strict") {
    const key = await this.key();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = value instanceof ArrayBuffer ? value : text(JSON.stringify(value));
    const bytes = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text(name) }, key, plain);
    const tx = this.db.transaction("sealed", "readwrite", { durability });
    tx.store.put({ iv, bytes }, name);
    await tx.done;
  }

  /** The value kept under `name`, or null; also when it can no longer be opened. */
  async get(name) {
    const bytes = await this.bytes(name);
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  }

  async bytes(name) {
    const sealed = await this.db.get("sealed", name);
    const key = sealed && (await this.db.get("keys", "key"));
    if (!key) return null;
    const how = { name: "AES-GCM", iv: sealed.iv, additionalData: text(name) };
    return crypto.subtle.decrypt(how, key, sealed.bytes).catch(() => null);
  }

  async names(beginning) {
    return (await this.db.getAllKeys("sealed")).filter((name) => name.startsWith(beginning));
  }

  drop(name) {
    return this.db.delete("sealed", name);
  }

  async key() {
    const known = await this.db.get("keys", "key");
    if (known) return known;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const tx = this.db.transaction("keys", "readwrite", { durability: "strict" });
    const first = await tx.store.get("key"); // another write may have made one meanwhile
    if (!first) {
      tx.store.put(made, "key");
      tx.store.put(this.client, "client");
    }
    await tx.done;
    return first || made;
  }

  /** The key first, then all that it opened. */
  async wipe() {
    for (const store of ["keys", "sealed"]) {
      const tx = this.db.transaction(store, "readwrite", { durability: "strict" });
      tx.store.clear();
      await tx.done;
    }
  }
}

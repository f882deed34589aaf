/**
 * Pictures that were searched with, by the ids under which the server remembers them. The browser keeps the last
 * ones too, so that an address with one in it still works after the server has forgotten it.
 */

const databaseName = 'lithoscope';
const storeName = 'uploads';
/** As many pictures are kept as one looks back on; each may be some ten megabytes. */
const kept = 12;

/** @type {Map<string, {blob: Blob, address: string}>} those of this page, at hand */
const atHand = new Map();

/**
 * Keeps a picture.
 * @param {string} upload the server's id
 * @param {Blob} blob
 */
export async function keepUpload(upload, blob) {
  if (atHand.has(upload)) return;
  atHand.set(upload, { blob, address: URL.createObjectURL(blob) });
  try {
    const store = await openStore('readwrite');
    store.put({ upload, blob, time: Date.now() });
    const all = await answer(store.getAll());
    all.sort((one, other) => other.time - one.time);
    for (const old of all.slice(kept)) store.delete(old.upload);
  } catch {
    // Some browsers keep nothing in private windows; the picture then lasts as long as the page.
  }
}

/**
 * Finds a picture again.
 * @param {string} upload the server's id
 * @returns {Promise<{blob: Blob, address: string}|null>} `address` is one for an <img>; null where it is not kept
 */
export async function findUpload(upload) {
  if (atHand.has(upload)) return atHand.get(upload);
  try {
    const found = await answer((await openStore('readonly')).get(upload));
    if (!found) return null;
    atHand.set(upload, { blob: found.blob, address: URL.createObjectURL(found.blob) });
    return atHand.get(upload);
  } catch {
    return null;
  }
}

async function openStore(mode) {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'upload' });
  return (await answer(request)).transaction(storeName, mode).objectStore(storeName);
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

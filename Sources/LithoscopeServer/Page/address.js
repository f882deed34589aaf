/**
 * The whole query as an address, so that it can be shared, saved, and gone back to.
 *
 * @typedef {{id: number} | {upload: string}} QueryImage a member of the collection, or a picture that was sent
 * @typedef {{x: number, y: number, width: number, height: number}} Region in fractions 0…1 of the upright image
 * @typedef {Object} Query
 * @property {QueryImage[]} images what results should look like; the first is the one shown large
 * @property {number[]} not ids of images that results should not look like
 * @property {Region|null} region the part of the first image that is meant
 * @property {string[]} labels only images with one of these; the empty one means images without
 * @property {string[]} where conditions such as depth_m<250, which must all hold
 * @property {string|null} descriptor null for the collection's default
 * @property {number} k how many results
 * @property {boolean} exact compare with every vector, whatever index there is
 * @property {number} expand neighbours to widen the query with
 * @property {boolean} explain say what each component brings
 * @typedef {{view: string, query: Query}} Address
 */

/** How many results there are unless told otherwise: as `lithoscope search`. */
export const usualCount = 8;

/** The views, by their names in addresses; the first is what an address without a view means. */
export const views = ['search', 'map', 'places', 'status', 'evaluation', 'add'];

const uploadPrefix = 'upload-';

/** @type {Query} a query of nothing */
export const noQuery = Object.freeze({
  images: [], not: [], region: null, labels: [], where: [],
  descriptor: null, k: usualCount, exact: false, expand: 0, explain: false,
});

/**
 * Reads an address; what cannot be understood is left out.
 * @param {string} search as `location.search` has it
 * @returns {Address}
 */
export function readAddress(search) {
  const parameters = new URLSearchParams(search);
  const view = parameters.get('view');
  return {
    view: views.includes(view) ? view : views[0],
    query: {
      images: parameters.getAll('like').map(readImage).filter(Boolean),
      not: parameters.getAll('not').map(Number).filter(isId),
      region: readRegion(parameters.get('box')),
      labels: parameters.getAll('label'),
      where: parameters.getAll('where').filter(Boolean),
      descriptor: parameters.get('by') || null,
      k: readNumber(parameters.get('k'), usualCount, 1),
      exact: parameters.get('exact') === '1',
      expand: readNumber(parameters.get('widen'), 0, 0),
      explain: parameters.get('explain') === '1',
    },
  };
}

/**
 * Writes an address; what is as usual is left out, so that two equal queries have one address.
 * @param {Address} address
 * @returns {string} a path with a query, such as /?like=12&k=20
 */
export function writeAddress({ view, query }) {
  const parameters = new URLSearchParams();
  if (view !== views[0]) parameters.set('view', view);
  for (const image of query.images) parameters.append('like', image.id ?? uploadPrefix + image.upload);
  for (const id of query.not) parameters.append('not', id);
  if (query.region) parameters.set('box', writeRegion(query.region));
  for (const label of query.labels) parameters.append('label', label);
  for (const condition of query.where) parameters.append('where', condition);
  if (query.descriptor) parameters.set('by', query.descriptor);
  if (query.k !== usualCount) parameters.set('k', query.k);
  if (query.exact) parameters.set('exact', '1');
  if (query.expand) parameters.set('widen', query.expand);
  if (query.explain) parameters.set('explain', '1');
  const text = parameters.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
  return text ? `/?${text}` : '/';
}

/**
 * What changes of a query when an image takes its place; filters and settings stay.
 * @param {number} id
 * @returns {Partial<Query>}
 */
export const asQuery = (id) => ({ images: [{ id }], not: [], region: null });

/**
 * The address of a search with an image in place of the query.
 * @param {number} id
 * @param {Query} query
 */
export const addressOf = (id, query) => writeAddress({ view: views[0], query: { ...query, ...asQuery(id) } });

/**
 * Whether two query images are the same one.
 * @param {QueryImage} one
 * @param {QueryImage} other
 */
export const sameImage = (one, other) => one.id === other.id && one.upload === other.upload;

function readImage(text) {
  if (text.startsWith(uploadPrefix)) return { upload: text.slice(uploadPrefix.length) };
  return isId(Number(text)) ? { id: Number(text) } : null;
}

function readRegion(text) {
  const [x, y, width, height, ...more] = (text ?? '').split(',').map(Number);
  const inside = x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1.0001 && y + height <= 1.0001;
  return inside && more.length === 0 ? { x, y, width, height } : null;
}

const writeRegion = ({ x, y, width, height }) =>
  [x, y, width, height].map((fraction) => Number(fraction.toFixed(4))).join(',');

function readNumber(text, usual, least) {
  const number = Number(text ?? usual);
  return Number.isInteger(number) && number >= least ? number : usual;
}

const isId = (number) => Number.isInteger(number) && number > 0;

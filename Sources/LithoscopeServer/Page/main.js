/** Starts the page: which view an address means, and what each needs. */

import { announce } from './announcement.js';
import { noQuery, writeAddress } from './address.js';
import { loadCollection, onCollection, presentCollection } from './collection.js';
import { button, element, sentence } from './elements.js';
import { takeDroppedAndPasted } from './intake.js';
import { go, here, startNavigation } from './navigation.js';
import { startOutageNotice } from './outage.js';
import { Problem } from './problem.js';
import { buildQueryPanel } from './query-panel.js';
import { Results } from './results.js';
import { onSearch, presentSearch, searchFor, searchWithPicture } from './searching.js';
import { startTheme } from './theme.js';
import { buildViews } from './views.js';
import { buildWelcome } from './welcome.js';
import { nameOf, tooLarge } from './words.js';

const section = (name) => document.getElementById(name);
const results = new Results(section('results'));
const welcome = buildWelcome(takeOne);
section('search').append(welcome);
buildQueryPanel(section('query'), takeOne);
const views = buildViews();
let shown = null;

startTheme();
startOutageNotice(begin);
takeDroppedAndPasted((files) => (here().view === 'add' ? views.add.take(files) : takeOne(files)));
onCollection(({ name }) => {
  section('collection-name').textContent = name;
  showLinks();
});
onSearch(showTitle);
begin();

async function begin() {
  try {
    await loadCollection();
  } catch (problem) {
    return showProblem(problem);
  }
  if (shown === null) startNavigation(follow);
  else if (results.hasFailed) results.retry();
  else follow(here());
}

function follow({ view, query }) {
  const isNew = view !== shown;
  for (const name of Object.keys(views)) section(name).hidden = name !== view;
  section('search').hidden = view !== 'search';
  section('search').classList.toggle('is-empty', query.images.length === 0);
  welcome.hidden = query.images.length > 0;
  section('results').hidden = query.images.length === 0;
  showLinks();
  results.retry = () => searchFor(here().query, { again: true });
  searchFor(query);
  views[view]?.show(query);
  if (isNew && shown !== null) {
    section('main').focus({ preventScroll: true });
    announce(titles[view]);
    scrollTo(0, 0);
  }
  shown = view;
  showTitle();
}

/** What the tab is called: a search by its query, once that is known. */
function showTitle() {
  const { view } = here();
  const { answer, query } = presentSearch();
  const isSearch = view === 'search' && answer && query.images.length > 0;
  document.title = `${isSearch ? `Like ${nameOf(answer)}` : titles[view]} · Lithoscope`;
}

const titles = {
  search: 'Search', map: 'Map', places: 'Places', status: 'Status', evaluation: 'Evaluation', add: 'Add images',
};

function showLinks() {
  const { view, query } = here();
  const collection = presentCollection();
  const names = Object.keys(titles).filter((name) =>
    !(name === 'places' && !collection?.has_gps) && !(name === 'add' && !collection?.writable));
  section('views').replaceChildren(...names.map((name) => element('a', {
    href: writeAddress({ view: name, query }), 'data-inside': true, 'aria-current': name === view ? 'page' : null,
  }, name === 'add' ? 'Add' : titles[name])));
}

/** Searches with a new picture; of several the first. */
async function takeOne([file]) {
  const most = presentCollection()?.limits?.upload_bytes;
  const { view, query } = here();
  const asked = { ...query, images: [], not: noQuery.not, region: null };
  if (view !== 'search') go({ view: 'search', query: asked });
  section('search').classList.remove('is-empty');
  section('results').hidden = false;
  welcome.hidden = true;
  if (most && file.size > most) {
    return results.refuse(tooLarge(file.size, most));
  }
  results.retry = () => takeOne([file]);
  results.sent(0);
  const found = await searchWithPicture(file, asked, (share) => results.sent(share));
  if (found) go({ view: 'search', query: found });
}

function showProblem(problem) {
  if (problem.isOutage) return;
  // What is no refusal of the server is a fault of the page, which whoever mends it wants to see.
  if (!(problem instanceof Problem)) console.error(problem);
  section('search').hidden = true;
  section('outage').hidden = false;
  section('outage').replaceChildren(sentence(problem.message),
    button('Try again', begin));
}

/** The views beside the search. */

import { AddView } from './add.js';
import { EvaluationView } from './evaluation.js';
import { MapView } from './map.js';
import { PlacesView } from './places.js';
import { StatusView } from './status.js';

/**
 * Builds the views.
 * @returns {Object<string, {show: (query: import('./address.js').Query) => void}>} by their names in addresses
 */
export function buildViews() {
  const section = (name) => document.getElementById(name);
  return {
    map: new MapView(section('map')),
    places: new PlacesView(section('places')),
    status: new StatusView(section('status')),
    evaluation: new EvaluationView(section('evaluation')),
    add: new AddView(section('add')),
  };
}

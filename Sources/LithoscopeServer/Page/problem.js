/**
 * Why something could not be done: one sentence that ends in a remedy, the server's where it gave one.
 */
export class Problem extends Error {
  /**
   * @param {string} detail the sentence
   * @param {number} status of HTTP; 0 where no answer came
   */
  constructor(detail, status = 0) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
  }

  /** Whether no answer came at all. */
  get isOutage() { return this.status === 0; }

  /** Whether the same request may be answered another time: too much to do, too slow, or a fault of the server. */
  get mayPass() { return this.status <= 0 || [408, 429].includes(this.status) || this.status >= 500; }

  /** No answer came: the server is gone, or the way to it. */
  static outage() {
    return new Problem('The server does not answer; start it again with `lithoscope serve`, then try again.');
  }

  /**
   * Of an answer that refuses.
   * @param {number} status
   * @param {string} body a problem of RFC 9457 as text, or whatever came in its place
   */
  static refusal(status, body) {
    try {
      const { detail, title } = JSON.parse(body);
      if (detail || title) return new Problem(detail || title, status);
    } catch {
      // What stands between the page and the server may answer in its own way.
    }
    return new Problem(`The server answered ${status} and did not say why; try again, or look at its log.`, status);
  }
}

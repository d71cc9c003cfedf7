// Preloaded into a console: its clock goes wrong by CLOCK_SHIFT_MS.
const shift = Number(process.env.CLOCK_SHIFT_MS);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shift);
    else super(...given);
  }
  static now() {
    return RealDate.now() + shift;
  }
  // Own ones: Next.js copies no inherited ones to the clock that it gives to pages.
  static UTC = RealDate.UTC;
  static parse = RealDate.parse;
};

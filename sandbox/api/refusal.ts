/** A refusal with WeChat's error code. */
export class Refusal extends Error {
  readonly errcode: number;
  constructor(errcode: number, text: string) {
    super(text);
    this.errcode = errcode;
  }
}

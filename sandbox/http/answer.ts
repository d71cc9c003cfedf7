export interface Answer {
  status?: number;
  type?: string;
  body?: string;
  location?: string;
}

/** Where the token of an account comes from: the platform, or what a Mini Program is set to send with. */
export const tokenSources = ["component", "app_secret", "url"] as const;

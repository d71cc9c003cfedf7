export const memberStates = ["active", "disabled"] as const;

export const invitationStates = ["open", "expired"] as const;

/** What became of a mail; `off` where the deployment sends none. */
export const mailOutcomes = ["off", "sent", "failed"] as const;

/** For how many days an invitation can be good. */
export const invitationDays = [1, 3, 7] as const;

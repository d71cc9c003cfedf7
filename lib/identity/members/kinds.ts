export const memberStates = ["active", "disabled"] as const;

export const invitationStates = ["open", "expired"] as const;

/** The result of sending a mail; `off` when the deployment sends none. */
export const mailOutcomes = ["off", "sent", "failed"] as const;

/** The choices of days until an invitation expires. */
export const invitationDays = [1, 3, 7] as const;

/** What makes the pages about places ask again. */
export const placeTopics: readonly string[] = ['branch', 'offering', 'organisation'];

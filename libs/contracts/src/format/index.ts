export { asLanguage, isLanguageCode, languageInfo, languageOfSpeaker, languages, type Language, type LanguageInfo } from './languages.js';
export { months, shortMonths, weekdays } from './calendar-words.js';
export { createFormat, type DateStyle, type Format, type FormatOptions } from './format.js';
export { formatList, plainText, sortByText } from './lists.js';
export { exists, parsePlainDate, weekday, writePlainDate, type PlainDate } from './plain-date.js';

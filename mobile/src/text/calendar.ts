// The calendar's own words, in the app's languages. Urdu is ours: its library has none.

import { ar, de, en, es, fr, registerTranslation } from 'react-native-paper-dates';

registerTranslation('en', en);
registerTranslation('de', de);
registerTranslation('es', es);
registerTranslation('fr', fr);
registerTranslation('ar', ar);
registerTranslation('ur', {
  save: 'محفوظ کریں',
  selectSingle: 'تاریخ چنیں',
  selectMultiple: 'تاریخیں چنیں',
  selectRange: 'مدت چنیں',
  notAccordingToDateFormat: (format) => `تاریخ کی شکل ${format} ہونی چاہیے`,
  mustBeHigherThan: (date) => `${date} کے بعد کی ہونی چاہیے`,
  mustBeLowerThan: (date) => `${date} سے پہلے کی ہونی چاہیے`,
  mustBeBetween: (start, end) => `${start} اور ${end} کے درمیان ہونی چاہیے`,
  dateIsDisabled: 'یہ دن نہیں چنا جا سکتا',
  previous: 'پچھلا',
  next: 'اگلا',
  typeInDate: 'تاریخ لکھیں',
  pickDateFromCalendar: 'کیلنڈر سے تاریخ چنیں',
  close: 'بند کریں',
  hour: 'گھنٹہ',
  minute: 'منٹ',
});

// A day, chosen on a calendar.

import { useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { DatePickerModal } from 'react-native-paper-dates';

import { localDay, startOfDay } from '@/photos/capture-time';
import { useText } from '@/text/text';
import '@/text/calendar';
import { Button } from './button';
import { Text } from './words';

const DAY = 86_400_000;

export interface DayFieldProps {
  label: string;
  /** None where no day has to be chosen. */
  day: string | null;
  choose: (day: string) => void;
  clear?: () => void;
  /** The first and the last day that can be chosen; by default those of sessions, from a year ago until tomorrow. */
  range?: { first: string; last: string };
}

/** The server takes sessions' days from a year ago until tomorrow; so does the calendar. */
export function DayField({ label, day, choose, clear, range: given }: DayFieldProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [sessions] = useState(() => ({ startDate: new Date(Date.now() - 366 * DAY), endDate: new Date(Date.now() + DAY) }));
  const range = given ? { startDate: startOfDay(given.first), endDate: startOfDay(given.last) } : sessions;
  const today = localDay(new Date());
  const said = day === null ? t('anyDay') : day === today ? t('today', { day: t.day(day) }) : t.day(day);
  return (
    <View style={styles.field}>
      <Text variant="labelLarge">{label}</Text>
      <View style={styles.row}>
        <Button mode="outlined" icon="calendar" contentStyle={styles.tall} style={styles.day} onPress={() => setOpen(true)} accessibilityLabel={`${label}: ${said}`}>
          {said}
        </Button>
        {day !== null && clear && <Button onPress={clear}>{t('anyDay')}</Button>}
      </View>
      <DatePickerModal
        locale={t.language}
        mode="single"
        visible={open}
        date={startOfDay(day ?? today)}
        validRange={range}
        startWeekOnMonday
        onDismiss={() => setOpen(false)}
        onConfirm={({ date }) => {
          setOpen(false);
          if (date) choose(localDay(date));
        }}
        label={label}
        saveLabel={t('choose')}
      />
    </View>
  );
}

const styles = StyleSheet.create({ field: { gap: 4 }, row: { flexDirection: 'row', flexWrap: 'wrap', gap: 8, alignItems: 'center' }, day: { flexGrow: 1 }, tall: { minHeight: 52 } });

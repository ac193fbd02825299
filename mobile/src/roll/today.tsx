// The sessions of today in the teacher's classes, in their order: one touch begins the roll.

import { useRouter } from 'expo-router';
import { StyleSheet, View } from 'react-native';
import { Card, Icon, TouchableRipple } from 'react-native-paper';

import { useEntries, useSchool } from '@/account/app-state';
import { sameMeeting, type Meeting, type MeetingItem } from '@/api/types';
import { localDay } from '@/photos/capture-time';
import { titleOf } from '@/school/meetings';
import { useMeetings, useTimetableAhead } from '@/school/queries';
import { useText } from '@/text/text';
import { useTones, type Tone } from '@/ui/theme';
import { Text } from '@/ui/words';

import { Heading } from './heading';
import { noteOf } from './meeting-choice';

const ICON_OF: Record<MeetingItem['state'], string> = {
  planned: 'clock-outline',
  not_taken: 'alert-circle-outline',
  open: 'lock-open-outline',
  closed: 'check-circle',
  cancelled: 'calendar-remove-outline',
};

const TONE_OF: Record<MeetingItem['state'], Tone> = { planned: 'calm', not_taken: 'bad', open: 'warn', closed: 'good', cancelled: 'calm' };

/** Nothing, where there is no timetable or nobody can be asked: the classes below lead to the roll as well. */
export function Today() {
  const t = useText();
  const today = localDay(new Date());
  const heard = useMeetings(today).data?.value ?? [];
  const begun = useEntries().map((entry) => entry.meeting);
  const meetings = heard.map((one) => withBegun(one, begun));
  useTimetableAhead(today);
  if (meetings.length === 0) return null;
  const missing = meetings.filter((one) => one.state === 'not_taken').length;
  return (
    <View style={styles.list} testID="today">
      <Heading text={t('meeting.today')} />
      {missing > 0 && <Text>{t('meeting.missing', { count: missing })}</Text>}
      {meetings.map((one) => (
        <MeetingCard key={`${one.class} ${one.label}`} meeting={one} />
      ))}
      <Heading text={t('classes.title')} />
    </View>
  );
}

/** What was begun on this phone is not to be begun, though the server has not heard of it. */
function withBegun(meeting: MeetingItem, begun: readonly Meeting[]): MeetingItem {
  const waits = (meeting.state === 'planned' || meeting.state === 'not_taken') && begun.some((one) => sameMeeting(one, meeting));
  return waits ? { ...meeting, state: 'open' } : meeting;
}

function MeetingCard({ meeting }: { meeting: MeetingItem }) {
  const t = useText();
  const tones = useTones();
  const router = useRouter();
  const { account } = useSchool();
  const { class: id, class_name: name, date, label, state } = meeting;
  const begins = account.role !== 'auditor' && (state === 'planned' || state === 'not_taken');
  const title = titleOf(meeting);
  const note = noteOf(meeting, t);
  const params = { class: id, date, label };
  const open = () => router.push(begins ? { pathname: '/classes/[class]/take', params } : { pathname: '/classes/[class]/sessions/[date]', params });
  const ink = tones[TONE_OF[state]];
  const said = [name, title, note].filter(Boolean).join(', ');
  return (
    <Card mode="outlined" testID={`meeting-${state}`} style={{ borderColor: state === 'not_taken' ? ink : tones.calmBack }}>
      <TouchableRipple
        accessibilityRole="button"
        accessibilityLabel={begins ? t('meeting.begin', { session: said }) : said}
        accessibilityState={{ disabled: state === 'cancelled' }}
        disabled={state === 'cancelled'}
        style={styles.touched}
        onPress={open}
      >
        <View style={styles.card}>
          <Icon source={ICON_OF[state]} size={24} color={ink} />
          <View style={styles.words}>
            {/* The spaces keep the words apart for whoever reads the card as one text. */}
            <Text variant="titleMedium">{`${name} `}</Text>
            {title !== '' && <Text variant="bodyMedium">{`${title} `}</Text>}
            <Text variant="bodySmall" style={{ color: ink }}>{note}</Text>
          </View>
        </View>
      </TouchableRipple>
    </Card>
  );
}

const styles = StyleSheet.create({
  list: { gap: 10 },
  touched: { padding: 16, borderRadius: 12 },
  card: { flexDirection: 'row', alignItems: 'center', gap: 12 },
  words: { flex: 1, gap: 2 },
});

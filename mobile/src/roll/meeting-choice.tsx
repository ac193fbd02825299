// Which session of a day: those of the timetable first, another one behind them.

import { StyleSheet, View } from 'react-native';

import type { MeetingItem } from '@/api/types';
import { isRunning, titleOf, type Meant, type Said } from '@/school/meetings';
import { useText, type Say } from '@/text/text';
import { Choice, type ChoiceOption } from '@/ui/choice';
import { Field } from '@/ui/field';
import { Text } from '@/ui/words';

const OTHER = 'other';
const PLANNED = 'planned:';

export interface MeetingChoiceProps {
  meetings: readonly MeetingItem[];
  meant: Meant;
  choose: (said: Said) => void;
  /** Of another session. */
  label: string;
  setLabel: (label: string) => void;
}

export function MeetingChoice({ meetings, meant, choose, label, setLabel }: MeetingChoiceProps) {
  const t = useText();
  const field = <Field label={t('take.label')} value={label} onChangeText={setLabel} maxLength={60} />;
  if (meetings.length === 0) return field;
  const options: ChoiceOption<string>[] = meetings.map((one) => ({
    value: PLANNED + one.label,
    label: titleOf(one) || t('meeting.plain'),
    note: noteOf(one, t),
    disabled: one.state === 'cancelled',
  }));
  const chosen = meant.kind === 'planned' ? PLANNED + meant.meeting.label : meant.kind === 'other' ? OTHER : null;
  return (
    <View style={styles.list}>
      <Text variant="labelLarge">{t('meeting.which')}</Text>
      <Choice
        label={t('meeting.which')}
        chosen={chosen}
        options={[...options, { value: OTHER, label: t('meeting.other') }]}
        choose={(value) => choose(value === OTHER ? 'other' : { label: value.slice(PLANNED.length) })}
      />
      {meant.kind === 'other' && field}
    </View>
  );
}

/** How far a session is, and why one does not take place. */
export function noteOf(one: MeetingItem, t: Say): string {
  if (one.state === 'cancelled') return one.reason ? t('meeting.cancelledWhy', { reason: one.reason }) : t('meeting.state.cancelled');
  const state = t(`meeting.state.${one.state}`);
  return isRunning(one, new Date()) ? t('meeting.now', { state }) : state;
}

const styles = StyleSheet.create({ list: { gap: 4 } });

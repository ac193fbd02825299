// A sentence that somebody should read, in the colour of how urgent it is.

import type { ReactNode } from 'react';
import { StyleSheet, View } from 'react-native';
import { Icon } from 'react-native-paper';

import { Failure } from '@/api/failure';
import { useText } from '@/text/text';

import { useTones, type Tone } from './theme';
import { Button } from './button';
import { Text } from './words';

export interface NoticeProps {
  tone: Tone;
  icon?: string;
  children: ReactNode;
  action?: { label: string; go: () => void };
  testID?: string;
}

export function Notice({ tone, icon, children, action, testID }: NoticeProps) {
  const tones = useTones();
  const ink = tones[tone];
  return (
    <View style={[styles.notice, { backgroundColor: tones[`${tone}Back`] }]} accessibilityLiveRegion="polite" testID={testID}>
      {icon && <Icon source={icon} size={22} color={ink} />}
      <View style={styles.words}>
        {typeof children === 'string' ? <Text style={{ color: ink }}>{children}</Text> : children}
        {action && (
          <Button compact mode="text" textColor={ink} style={styles.action} labelStyle={styles.label} onPress={action.go}>
            {action.label}
          </Button>
        )}
      </View>
    </View>
  );
}

/** A failure: what happened, what to do next, and where many causes share a kind, what the server said. */
export function FailureNotice({ failure, again }: { failure: Failure | null | undefined; again?: () => void }) {
  const t = useText();
  const tones = useTones();
  if (!failure || failure.kind === 'cancelled') return null;
  const ink = { color: tones.bad };
  const detail = ['bad_data', 'conflict', 'not_found', 'forbidden', 'bad_photo'].includes(failure.kind) ? failure.detail : '';
  return (
    <Notice tone="bad" icon="alert-circle-outline" action={again && { label: t('tryAgain'), go: again }} testID="failure">
      <Text style={[ink, styles.strong]}>{t(`failure.${failure.kind}.what`)}</Text>
      <Text style={ink}>{t(`failure.${failure.kind}.next`)}</Text>
      {detail ? <Text variant="bodySmall" style={ink}>{t('serverSays', { detail })}</Text> : null}
    </Notice>
  );
}

/** What is shown is not from just now. */
export function StaleNotice({ since, again }: { since: string | null; again: () => void }) {
  const t = useText();
  if (!since) return null;
  return (
    <Notice tone="warn" icon="cloud-off-outline" action={{ label: t('tryAgain'), go: again }} testID="stale">
      {t('stale', { time: t.time(since) })}
    </Notice>
  );
}

const styles = StyleSheet.create({
  notice: { flexDirection: 'row', gap: 10, borderRadius: 10, padding: 12 },
  words: { flex: 1, gap: 2 },
  strong: { fontWeight: '600' },
  action: { alignSelf: 'flex-start', marginTop: 4 },
  label: { marginHorizontal: 0, fontWeight: '700' },
});

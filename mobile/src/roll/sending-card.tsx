// What of this session is still on the phone: how far it is, why it waits, what somebody has to decide.

import { useRouter } from 'expo-router';
import { StyleSheet, View } from 'react-native';
import { Card, ProgressBar } from 'react-native-paper';

import { useApp, useSending } from '@/account/app-state';
import type { Entry } from '@/outbox/entry';
import type { Progress } from '@/outbox/sender';
import { useText } from '@/text/text';
import { Notice } from '@/ui/notice';
import { Text } from '@/ui/words';

export function SendingCard({ entries }: { entries: Entry[] }) {
  const t = useText();
  const router = useRouter();
  const { sender } = useApp();
  const { progress, trouble } = useSending();
  const stuck = entries.filter((entry) => entry.state.kind !== 'waiting').length;
  const photos = entries.filter((entry) => entry.work.kind === 'photo' && entry.state.kind === 'waiting');
  const waiting = entries.filter((entry) => entry.state.kind === 'waiting').length;
  const own = progress && entries.some((entry) => entry.id === progress.id) ? progress : null;
  return (
    <>
      {stuck > 0 && (
        <Notice tone="bad" icon="alert-circle-outline" action={{ label: t('waiting.look'), go: () => router.push('/waiting') }} testID="stuck">
          {t('waiting.stuck', { count: stuck })}
        </Notice>
      )}
      {own && <Sending progress={own} left={photos.length} />}
      {!own && trouble && waiting > 0 && (
        <Notice tone="warn" icon="cloud-off-outline" action={{ label: t('tryAgain'), go: () => void sender.go() }} testID="waits">
          {t('waiting.why', { count: waiting, why: t(`failure.${trouble.kind}.what`) })}
        </Notice>
      )}
    </>
  );
}

function Sending({ progress, left }: { progress: Progress; left: number }) {
  const t = useText();
  const said = progress.stage === 'sending' ? t('sending.photo', { percent: t.percent(progress.share), count: left }) : t('sending.recognising', { count: left });
  return (
    <Card mode="outlined" testID="sending">
      <Card.Content style={styles.card}>
        <Text variant="titleMedium">{said}</Text>
        <View accessible accessibilityRole="progressbar" accessibilityLabel={said} accessibilityValue={{ min: 0, max: 100, now: Math.round(progress.share * 100) }}>
          {/* It is told by the one around it, which has a name. */}
          <View aria-hidden importantForAccessibility="no-hide-descendants">
            <ProgressBar progress={progress.share} indeterminate={progress.stage === 'recognising' && progress.share === 0} style={styles.bar} />
          </View>
        </View>
      </Card.Content>
    </Card>
  );
}

const styles = StyleSheet.create({ card: { gap: 10 }, bar: { height: 8, borderRadius: 4 } });

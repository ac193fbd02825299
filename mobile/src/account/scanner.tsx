// Reads the QR code that the console shows.

import { CameraView, useCameraPermissions } from 'expo-camera';
import { useEffect, useRef } from 'react';
import { StyleSheet, View } from 'react-native';

import { Failure } from '@/api/failure';
import { felt } from '@/device/haptics';
import { useText } from '@/text/text';
import { FailureNotice } from '@/ui/notice';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

export function Scanner({ found, close }: { found: (code: string) => void; close: () => void }) {
  const t = useText();
  const [permission, ask] = useCameraPermissions();
  // A camera reads the same code many times a second.
  const seen = useRef(false);
  useEffect(() => {
    if (permission && !permission.granted && permission.canAskAgain) void ask();
  }, [permission, ask]);
  return (
    <View style={styles.all}>
      <Text variant="bodyLarge">{t('connect.scanLead')}</Text>
      {permission?.granted ? (
        <CameraView
          style={styles.camera}
          facing="back"
          barcodeScannerSettings={{ barcodeTypes: ['qr'] }}
          onBarcodeScanned={({ data }) => {
            if (seen.current) return;
            seen.current = true;
            felt.done();
            found(data);
          }}
        />
      ) : (
        permission && !permission.canAskAgain && <FailureNotice failure={new Failure('no_permission')} />
      )}
      <Button onPress={close}>{t('cancel')}</Button>
    </View>
  );
}

const styles = StyleSheet.create({ all: { gap: 12 }, camera: { width: '100%', aspectRatio: 1, borderRadius: 16, overflow: 'hidden' } });

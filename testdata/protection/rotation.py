"""The rotation of pipeline/protection for one secret, made again with another implementation of ChaCha20.

    pip install cryptography==48.0.0
    python testdata/protection/rotation.py
"""

import math

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms

ROUNDS = 2


def words(secret):
    """64-bit numbers of the key stream, little-endian, counter and nonce from zero."""
    stream = Cipher(algorithms.ChaCha20(secret, bytes(16)), None).encryptor()
    while True:
        yield int.from_bytes(stream.update(bytes(8)), "little")


def below(stream, end):
    fair = (2**64 - 1) - (2**64 - 1) % end
    return next(drawn % end for drawn in stream if drawn < fair)


def turn(secret, vector):
    stream, size = words(secret), len(vector)
    length = math.sqrt(sum(value * value for value in vector))
    vector = [value / length for value in vector]
    for _ in range(ROUNDS * math.ceil(math.log2(size))):
        order = list(range(size))
        for last in range(size - 1, 0, -1):
            other = below(stream, last + 1)
            order[last], order[other] = order[other], order[last]
        for one, other in zip(order[0::2], order[1::2]):
            angle = 2 * math.pi * ((next(stream) >> 11) / 2**53)
            x, y = vector[one], vector[other]
            vector[one] = math.cos(angle) * x - math.sin(angle) * y
            vector[other] = math.sin(angle) * x + math.cos(angle) * y
    return vector


if __name__ == "__main__":
    print([round(value, 7) for value in turn(bytes([7] * 32), [1.0, 2.0, 3.0, 4.0])])
    print([round(value, 7) for value in turn(bytes([9] * 32), [1.0, 2.0, 3.0, 4.0, 5.0])])
